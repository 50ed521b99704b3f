import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { COMMANDS } from '#cli/command-table.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { containing, sundial } from './support.ts';

describe('a command line', () => {
  test('an unknown command is wrong usage, told in one sentence and as an error document', async () => {
    const said = await sundial(temporaryFolder(), ['tokens', 'burn', '--json']);
    expect(said.code).toBe(2);
    expect(said.rows).toEqual([{ error: { code: 'usage', message: containing("'burn'"), where: 'command line' } }]);
    expect(said.error.trim().split('\n')).toHaveLength(1);
  });

  test('an unknown option is wrong usage', async () => {
    const said = await sundial(temporaryFolder(), ['account', 'list', '--fast']);
    expect(said.code).toBe(2);
    expect(said.error).toContain("'--fast'");
  });

  test('a missing argument is wrong usage', async () => {
    const said = await sundial(temporaryFolder(), ['campaign', 'status']);
    expect(said.code).toBe(2);
    expect(said.error).toContain('campaign');
  });

  test('a pace that is no number in its range is wrong usage, with the value and the range', async () => {
    const said = await sundial(temporaryFolder(), ['account', 'add', '--practice', '--pace', '301']);
    expect(said.code).toBe(2);
    expect(said.error).toBe('--pace "301" must be a whole number from 1 to 300.\n');
  });

  test('--json and --workspace may stand before or after the command', async () => {
    const folder = temporaryFolder();
    const said = await sundial(folder, ['--json', 'account', 'list']);
    expect(said.code).toBe(0);
    expect(said.out).toBe('');
  });

  test('help names every command of the design', async () => {
    const all = (await sundial(temporaryFolder(), ['--help'])).out;
    for (const { name } of COMMANDS) expect(all).toContain(name.split(' ')[0]);
    const campaign = (await sundial(temporaryFolder(), ['campaign', '--help'])).out;
    for (const word of ['add', 'plan', 'launch', 'pause', 'resume', 'cancel', 'status', 'list', 'export']) {
      expect(campaign).toMatch(new RegExp(`^\\s+${word} `, 'm'));
    }
  });

  test('a relative path starts where the person stood', async () => {
    const folder = temporaryFolder();
    const elsewhere = temporaryFolder();
    await sundial(folder, ['account', 'list']);
    const said = await sundial(folder, ['backup', 'mine.db', '--json'], { cwd: elsewhere });
    expect(said.rows).toMatchObject([{ file: join(elsewhere, 'mine.db') }]);
  });

  test('nothing is asked where no terminal is: what cannot be taken back needs --yes', async () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'some.db'), '');
    const said = await sundial(folder, ['restore', 'some.db', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'confirmationNeeded', where: '--yes' } }]);
  });
});
