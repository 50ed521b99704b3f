import { existsSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { ruleText } from '#cli/present/rule-text.ts';
import { reportError } from '#cli/report-error.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { containing, matching, sundial, testIo } from './support.ts';

const PAST = 1_700_000_000;

function realAccount(apiBase: string): readonly string[] {
  const facts = ['--page-id', '1', '--name', 'Shop', '--zone', 'Europe/Rome', '--api-base', apiBase];
  return ['account', 'add', '--platform', 'messenger', ...facts, '--access-token-stdin'];
}

function writeCampaign(folder: string, topics: readonly string[], schedule: unknown = { at: 'now' }): string {
  const path = join(folder, 'campaign.json');
  const file = {
    name: 'Bread',
    account: 'a1',
    audience: { topics },
    message: { text: 'Hello' },
    schedule,
    window: null,
  };
  writeFileSync(path, JSON.stringify(file));
  return path;
}

/** A data folder with an account whose key is in its file, and a platform that nobody answers for. */
async function connected(): Promise<string> {
  const folder = temporaryFolder();
  const words = [...realAccount('https://127.0.0.1:9'), '--store-secret-in-file'];
  expect((await sundial(folder, words, { input: 'some-page-key' })).error).toBe('');
  return folder;
}

async function withPeople(): Promise<string> {
  const folder = await connected();
  const rows = ['61773416470001,70000001,Breakfast,Europe/Rome', '61773416470002,70000002,Supper,Asia/Tokyo'];
  writeFileSync(
    join(folder, 'list.csv'),
    ['token,recipient,topic,timezone,shoe size', ...rows.map((row) => `${row},42`)].join('\n'),
  );
  expect((await sundial(folder, ['tokens', 'import', 'list.csv'])).code).toBe(0);
  return folder;
}

describe('an account check', () => {
  test('without an answer says that it is not known whether the account may send, and fails', async () => {
    const folder = await connected();
    const said = await sundial(folder, ['account', 'check', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'platformUnreachable', where: 'account a1' } }]);
    expect(said.error).toContain('is not known');
    expect(said.error).not.toMatch(/may send\.|access token/);
  });

  test('without a Page key here asks nobody, says that a reconnect is needed here, and so does the list', async () => {
    const folder = await connected();
    rmSync(join(folder, 'secrets.json'));
    const said = await sundial(folder, ['account', 'check', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'reconnectNeeded' } }]);
    expect(said.error).toMatch(/Page key.*reconnect needed here/);
    expect(said.error).not.toMatch(/refuse|\.;/);
    expect((await sundial(folder, ['account', 'list', '--json'])).rows).toMatchObject([{ connectedHere: false }]);
    expect((await sundial(folder, ['account', 'list'])).out).toContain('no: reconnect needed here');
  });
});

describe('a launch for nobody', () => {
  test('before anybody is on the list is refused, and the campaign can be launched later', async () => {
    const folder = await connected();
    await sundial(folder, ['campaign', 'add', writeCampaign(folder, [])]);
    const said = await sundial(folder, ['campaign', 'launch', 'c1', '--json']);
    expect(said).toMatchObject({
      code: 1,
      rows: [{ error: { code: 'wrongState', message: containing('nobody on the list') } }],
    });
    expect((await sundial(folder, ['campaign', 'status', 'c1', '--json'])).rows).toMatchObject([{ state: 'draft' }]);
    expect((await sundial(folder, ['campaign', 'status', 'c1'])).out).toContain('It holds no messages.');
  });

  test('for topics that nobody has is refused with the topics, and add and plan warned of them', async () => {
    const folder = await withPeople();
    const added = await sundial(folder, ['campaign', 'add', writeCampaign(folder, ['Nope', 'Supper'])]);
    expect(added.out).toContain('Nobody here has the topic "Nope".');
    await sundial(folder, ['campaign', 'add', writeCampaign(folder, ['Nope'])]);
    expect((await sundial(folder, ['campaign', 'plan', 'c2'])).out).toContain('Nobody here has the topic "Nope".');
    const said = await sundial(folder, ['campaign', 'launch', 'c2']);
    expect(said.code).toBe(1);
    expect(said.error).toContain('2 chose other topics. Nobody here has the topic "Nope".');
    expect((await sundial(folder, ['campaign', 'launch', 'c1', '--json'])).rows).toMatchObject([{ scheduled: 1 }]);
  });

  test('for people who all get no message counts the reasons in words', async () => {
    const folder = await withPeople();
    const schedule = { date: '2011-12-30', time: '10:00', alreadyPast: 'skip' };
    await sundial(folder, ['campaign', 'add', writeCampaign(folder, [], schedule)]);
    const said = await sundial(folder, ['campaign', 'launch', 'c1']);
    expect(said.code).toBe(1);
    expect(said.error).toContain('2 the time is past there');
  });
});

describe('what a person is told before a campaign goes out', () => {
  test('that no topic means everybody, with the count', async () => {
    const folder = await withPeople();
    expect((await sundial(folder, ['campaign', 'add', writeCampaign(folder, [])])).out).toContain('For all topics:');
    expect((await sundial(folder, ['campaign', 'plan', 'c1'])).out).toContain(
      'For all topics (2 permissions to message):',
    );
    expect((await sundial(folder, ['campaign', 'launch', 'c1'])).out).toContain(
      'For all topics (2 permissions to message):',
    );
  });

  test('how many get it on a later day than chosen', async () => {
    const folder = await withPeople();
    await sundial(folder, ['campaign', 'add', writeCampaign(folder, [], { date: '2011-12-30', time: '10:00' })]);
    expect((await sundial(folder, ['campaign', 'plan', 'c1'])).out).toContain('2 on a later day than 2011-12-30');
  });

  test('that a campaign was launched before', async () => {
    const folder = await withPeople();
    await sundial(folder, ['campaign', 'add', writeCampaign(folder, [])]);
    await sundial(folder, ['campaign', 'launch', 'c1']);
    const said = await sundial(folder, ['campaign', 'launch', 'c1']);
    expect(said).toMatchObject({ code: 1, error: containing('was launched before') });
  });
});

describe('what a person is told about a list', () => {
  test('which columns were read as what, and which were not used', async () => {
    const folder = await withPeople();
    const said = await sundial(folder, ['tokens', 'import', 'list.csv', '--dry-run']);
    expect(said.out).toMatch(/Columns read: .*timezone/);
    expect(said.out).toContain('Columns not used: shoe size.');
  });

  test('that a next time which is past already means now', async () => {
    const folder = await connected();
    writeFileSync(join(folder, 'list.csv'), `token,recipient,next_eligible_time\n61773416470001,70000001,${PAST}\n`);
    await sundial(folder, ['tokens', 'import', 'list.csv']);
    expect((await sundial(folder, ['tokens', 'list'])).out).toMatch(/ now$/m);
  });
});

describe('where a rule comes from', () => {
  test.each([
    [
      'seeds/004, Limitazioni: after a stop nothing is delivered',
      "One of Meta's rules: after a stop nothing is delivered.",
    ],
    ["Sundial's choice: one message a day (DESIGN 4)", "A choice of Sundial's: one message a day."],
    ['DESIGN 10: a launch decides once who gets it', 'How Sundial works: a launch decides once who gets it.'],
    ['META-API 4.3, error table', "One of Meta's rules."],
    ['DESIGN 4', null],
  ])('%s', (source, told) => {
    expect(ruleText(source)).toBe(told);
  });
});

describe('wrong usage', () => {
  let folder: string;
  beforeAll(() => {
    folder = temporaryFolder();
  });

  test.each([
    [['tokens', 'list', '--status', 'happy'], '--status', /"happy" must be one of active/],
    [['tokens', 'import', 'x.csv', '--encoding', 'ebcdic'], '--encoding', /"ebcdic" must be one of/],
    [['account', 'add', '--platform', 'telegram'], '--platform', /"telegram" must be one of messenger, instagram/],
    [['account', 'add', '--platform', 'messenger', '--page-id', 'x'], '--page-id', /"x" must be an id/],
    [['account', 'add', '--practice', '--api-base', 'nowhere'], '--api-base', /"nowhere" must be an address/],
    [[], 'command line', /A command is missing: account, tokens, optin, webhook, campaign/],
    [['campaign'], 'command line', /missing after "campaign": add, plan, launch/],
    [['optin'], 'command line', /missing after "optin": preview, send/],
  ])('%j ends with 2 and one sentence in words for people', async (words, where, sentence) => {
    const said = await sundial(folder, [...words, '--json']);
    expect(said.code).toBe(2);
    expect(said.rows).toEqual([{ error: { code: 'usage', where, message: matching(sentence) } }]);
    expect(said.error).not.toMatch(/token\.list|account\.add|token\.import/);
  });
});

test('a data folder under a place that makes no folders is refused instead of waited for', async () => {
  const place = existsSync('/proc/self') ? '/proc/nope' : '/dev/null/nope';
  const said = await sundial(join(place, 'inside'), ['account', 'list', '--json'], { cwd: temporaryFolder() });
  expect(said).toMatchObject({ code: 1, rows: [{ error: { code: 'workspaceNotWritable' } }] });
});

test('a reader that went away ends a command without a word and without a failure', async () => {
  const { io, said } = testIo({ cwd: temporaryFolder() });
  const gone = { ...io, isReaderGone: () => true };
  const stopped = new DOMException('Asked to stop.', 'AbortError');
  expect(said(await reportError(stopped, gone, true))).toMatchObject({ code: 0, out: '', error: '' });
  expect(said(await reportError(stopped, io, false))).toMatchObject({ code: 1, error: containing('Stopped') });
});
