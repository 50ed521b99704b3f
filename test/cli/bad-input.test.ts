import { mkdirSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { containing, matching, sundial } from './support.ts';

/** A workspace with one account that was never asked for anything: no platform is needed to refuse a file. */
let folder: string;

beforeAll(async () => {
  folder = temporaryFolder();
  const words = [
    'account',
    'add',
    '--platform',
    'messenger',
    '--page-id',
    '1',
    '--name',
    'Shop',
    '--zone',
    'Europe/Rome',
    '--access-token-stdin',
  ];
  await sundial(folder, words, { input: 'secret-access-token' });
});

const element = (n: number): unknown => ({
  title: `Element ${n}`,
  buttons: [{ type: 'web_url', title: 'Look', url: 'https://shop.example/' }],
});
const button = (n: number): unknown => ({ type: 'web_url', title: `Button ${n}`, url: 'https://shop.example/' });
const generic = (elements: readonly unknown[]): unknown => ({
  attachment: { type: 'template', payload: { template_type: 'generic', elements } },
});
const good = {
  name: 'Bread',
  account: 'a1',
  audience: { topics: [] },
  message: { text: 'Hello' },
  schedule: { at: 'now' },
};

async function add(
  content: unknown,
  name = 'campaign.json',
): Promise<{ code: number; error: { code: string; message: string; where: string | null } }> {
  const path = join(temporaryFolder(), name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  const said = await sundial(folder, ['campaign', 'add', path, '--json']);
  expect(said.error.trim().split('\n')).toHaveLength(1);
  return { code: said.code, error: said.rows[0]?.['error'] as { code: string; message: string; where: string | null } }; // the error document
}

describe('a campaign file is refused in one sentence that names the value, the place and what is allowed', () => {
  const many = Array.from({ length: 11 }, (_, index) => element(index + 1));
  const long = { ...(element(1) as object), title: 'x'.repeat(81) };
  test.each([
    ['an eleventh element', generic(many), /elements.*10|10.*elements/],
    ['a fourth button', generic([{ title: 'T', buttons: [1, 2, 3, 4].map(button) }]), /buttons.*3|3.*buttons/],
    [
      'an http link',
      generic([{ title: 'T', buttons: [{ type: 'web_url', title: 'L', url: 'http://shop.example/' }] }]),
      /https/,
    ],
    ['a title of 81 characters', generic([long]), /80/],
    ['no text and no attachment', {}, /message/],
    ['a field the platform does not know', { text: 'x', colour: 'red' }, /colour/],
  ])('%s', async (_what, message, sentence) => {
    const { code, error } = await add({ ...good, message });
    expect(code).toBe(1);
    expect(error.code).toBe('invalidMessage');
    expect(error.message).toMatch(sentence);
    expect(error.where).toMatch(/^message/);
  });

  test('an opt-in card has a title of at most 65 characters and is no campaign message', async () => {
    const card = {
      attachment: {
        type: 'template',
        payload: { template_type: 'notification_messages', title: 'x'.repeat(66), payload: 'p' },
      },
    };
    const { code, error } = await add({ ...good, message: card });
    expect(code).toBe(1);
    expect(error.code).toBe('invalidMessage');
  });

  test.each([
    ['an unknown key', { ...good, colour: 'red' }, 'invalidInput', /"colour"/],
    ['an account that is not there', { ...good, account: 'a9' }, 'notFound', /a9/],
    ['a day that is none', { ...good, schedule: { date: '2026-02-30', time: '10:00' } }, 'invalidInput', /2026-02-30/],
    ['a zone that is none', { ...good, zone: 'Europe/Berlino' }, 'invalidInput', /Europe\/Berlino/],
    ['a lateness of nothing', { ...good, lateMinutes: 0 }, 'invalidInput', /lateMinutes/],
    ['half a JSON', '{ "name": "x"', 'fileRefused', /no JSON/],
  ])('%s is refused too', async (_what, content, code, sentence) => {
    const { error } = await add(content);
    expect(error.code).toBe(code);
    expect(error.message).toMatch(sentence);
  });

  test('YAML is read as YAML, and half of one is refused as such', async () => {
    const path = join(temporaryFolder(), 'c.yaml');
    writeFileSync(
      path,
      'name: Bread\naccount: a1\naudience: { topics: [] }\nmessage: { text: Hello }\nschedule: { date: "2031-01-15", time: "10:00" }\n',
    );
    expect((await sundial(folder, ['campaign', 'add', path, '--json'])).code).toBe(0);
    expect((await add('name: [unclosed', 'half.yml')).error).toMatchObject({
      code: 'fileRefused',
      message: containing('no YAML'),
    });
  });

  test('nothing of a refused file is stored', async () => {
    const before = (await sundial(folder, ['campaign', 'list', '--json'])).rows.length;
    await add({ ...good, message: {} });
    expect((await sundial(folder, ['campaign', 'list', '--json'])).rows).toHaveLength(before);
  });
});

describe('a list of people is refused by name, and nothing of it is stored', () => {
  const csv = 'token,recipient,timezone\n6177341647910001,70000001,Europe/Rome\n';

  async function refused(path: string, ...words: string[]): Promise<{ code: string; message: string }> {
    const said = await sundial(folder, ['tokens', 'import', path, ...words, '--json']);
    expect(said.code).toBe(1);
    expect(said.error.trim().split('\n')).toHaveLength(1);
    expect((await sundial(folder, ['tokens', 'list', '--json'])).rows).toEqual([]);
    return said.rows[0]?.['error'] as { code: string; message: string }; // the error document
  }

  function file(name: string, content: string | Buffer): string {
    const path = join(temporaryFolder(), name);
    writeFileSync(path, content);
    return path;
  }

  test('a file that is not there', async () => {
    expect(await refused(join(folder, 'none.csv'))).toMatchObject({
      code: 'fileRefused',
      message: containing('none.csv'),
    });
  });

  test('a folder', async () => {
    const path = join(temporaryFolder(), 'list.csv');
    mkdirSync(path);
    expect(await refused(path)).toMatchObject({ code: 'fileRefused' });
  });

  test('a file of 2 GiB', async () => {
    const path = file('huge.csv', csv);
    truncateSync(path, 2 * 1024 ** 3);
    expect(await refused(path)).toMatchObject({
      code: 'fileRefused',
      message: matching(/1 GiB|1,?073,?741,?824/),
    });
  });

  test('a picture', async () => {
    const png = Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex');
    expect(await refused(file('list.csv', Buffer.concat([png, Buffer.alloc(500, 1)])))).toMatchObject({
      code: 'fileRefused',
    });
  });

  test('an unknown column', async () => {
    const { code, message } = await refused(file('list.csv', csv), '--map', 'colour=topic');
    expect(code).toBe('invalidInput');
    expect(message).toContain('colour');
  });

  test('a list without a token', async () => {
    expect(await refused(file('list.csv', 'name,age\nAnna,30\n'))).toMatchObject({ code: 'fileRefused' });
  });

  test('a decision that is none, or two at once, is wrong usage', async () => {
    for (const words of [[], ['--sent', '--drop']]) {
      const said = await sundial(folder, ['campaign', 'decide', 'c1', '1', ...words]);
      expect(said.code).toBe(2);
    }
  });

  test('a mapping that is none is wrong usage', async () => {
    const said = await sundial(folder, ['tokens', 'import', file('list.csv', csv), '--map', 'colour']);
    expect(said.code).toBe(2);
    expect(said.error).toContain('--map "colour"');
  });
});

describe('what does not exist is named', () => {
  test.each([
    [['campaign', 'status', 'c99'], 'notFound', 'c99'],
    [['campaign', 'plan', 'banana'], 'invalidInput', 'banana'],
    [['campaign', 'launch', 'c99'], 'notFound', 'c99'],
    [['explain', 'c99', '1'], 'notFound', 'c99'],
    [['tokens', 'show', '424242'], 'notFound', '424242'],
    [['tokens', 'undo', 'i99'], 'notFound', 'i99'],
    [['tokens', 'list', '--account', 'a99'], 'notFound', 'a99'],
    [['rehearse', 'c99'], 'notFound', 'c99'],
    [['campaign', 'decide', 'c99', '1', '--sent'], 'notFound', 'c99'],
    [['erase', '424242', '--yes'], 'notFound', '424242'],
    [['export', '424242'], 'notFound', '424242'],
  ])('%j', async (words, code, named) => {
    const said = await sundial(folder, [...words, '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code, message: containing(named) } }]);
  });

  test('a status that is none is wrong usage, and the right ones are named', async () => {
    const said = await sundial(folder, ['tokens', 'list', '--status', 'asleep', '--json']);
    expect(said.code).toBe(2);
    expect(said.rows).toMatchObject([{ error: { message: containing('active') } }]);
  });
});

describe('a Page key', () => {
  test('is kept in memory only unless a file was agreed to, and stands in no file of the data folder otherwise', async () => {
    const { readdirSync, readFileSync, statSync } = await import('node:fs');
    const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .map((name) => join(folder, name))
      .filter((path) => statSync(path).isFile());
    expect(files.filter((path) => readFileSync(path).includes('secret-access-token'))).toEqual([]);
    expect((await sundial(folder, ['account', 'check', 'a1', '--json'])).out).not.toContain('secret-access-token');
    const said = await sundial(
      folder,
      ['account', 'reconnect', 'a1', '--access-token-stdin', '--store-secret-in-file', '--json'],
      { input: 'second-access-token\n' },
    );
    expect(said.code).toBe(0);
    expect(statSync(join(folder, 'secrets.json')).mode & 0o777).toBe(0o600);
    expect(readFileSync(join(folder, 'secrets.json'), 'utf8')).toContain('second-access-token');
  });

  test('is read from standard input only', async () => {
    const said = await sundial(folder, ['account', 'reconnect', 'a1', '--json']);
    expect(said.code).toBe(2);
    expect(said.error).toContain('--access-token-stdin');
    const empty = await sundial(folder, ['account', 'reconnect', 'a1', '--access-token-stdin', '--json'], {
      input: ' \n',
    });
    expect(empty.rows).toMatchObject([{ error: { code: 'invalidInput' } }]);
  });
});
