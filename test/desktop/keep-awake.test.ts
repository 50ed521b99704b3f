import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { runPractice } from '#practice/practice-process.ts';
import { sundial } from '#test/cli/support.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openDesktop } from './support/open-desktop.ts';

/** The minute that begins so many minutes from now, in UTC as campaign files have it. */
function inMinutes(minutes: number): string {
  return new Date(Date.now() + minutes * 60_000).toISOString().slice(0, 'YYYY-MM-DDTHH:MM'.length);
}

it('the computer is kept awake while a send is due within 15 minutes, not before, and the tray says when', async () => {
  const folder = temporaryFolder();
  const platform = await runPractice({ recipients: 5, seed: 7 });
  const launch = async (name: string, minutes: number): Promise<void> => {
    const schedule = { at: `${inMinutes(minutes)}:00Z`, window: null };
    const campaign = { name, account: 'a1', audience: { topics: [] }, message: { text: 'Out of the oven.' }, schedule };
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(campaign));
    expect(await sundial(folder, ['campaign', 'add', `${name}.json`])).toMatchObject({ error: '' });
    expect(await sundial(folder, ['campaign', 'launch', name === 'Later' ? 'c1' : 'c2', '--yes'])).toMatchObject({
      code: 0,
    });
  };
  try {
    await sundial(folder, ['account', 'add', '--practice', '--api-base', platform.url]);
    await sundial(folder, ['tokens', 'sync']);
    await launch('Later', 40);
    await using desktop = await openDesktop({ folder });
    await desktop.until(() => desktop.tray().toolTip.includes('Next message'));
    expect(desktop.stage.blockers.size).toBe(0);

    // From here on the terminal's commands are carried to the app, which owns the data folder.
    await sundial(folder, ['campaign', 'cancel', 'c1', '--yes']);
    await launch('Soon', 10);
    await desktop.until(() => desktop.stage.blockers.size === 1);
    expect(desktop.tray().toolTip).toMatch(/^Sundial – Next message: (today|tomorrow) \d\d:\d\d$/);
    await desktop.quit();
    expect(desktop.stage.blockers.size).toBe(0);
  } finally {
    await platform.stop();
  }
});
