import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';

/** Shows a section of Settings. */
async function show(page: Page, section: string): Promise<void> {
  await page.getByRole('tab', { name: section }).click();
  await page.getByRole('tabpanel', { name: section }).waitFor();
}

test('a language that is chosen counts at once, in every window and after a start, and there are five', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/settings?section=language');
  const other = await screens.openTab();
  await other.goto(`${screens.url}/#/settings?section=language`);
  await other.getByRole('heading', { level: 1, name: 'Settings' }).waitFor();
  for (const [name, title] of [
    ['Italiano', 'Impostazioni'],
    ['Deutsch', 'Einstellungen'],
    ['日本語', '設定'],
    ['Bahasa Indonesia', 'Pengaturan'],
    ['English', 'Settings'],
  ] as const) {
    await page.getByRole('radio', { name, exact: true }).click();
    await page.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
    await other.getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  }
  await page.getByRole('radio', { name: 'Deutsch' }).click();
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: 'Einstellungen' }).waitFor();
  expect(await page.locator('html').getAttribute('lang')).toBe('de');
  await page.setViewportSize({ width: 900, height: 640 });
  await screens.look('settings-language-german-small');
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= window.innerWidth)).toBe(true);
});

test('a theme that is chosen counts against the computer’s, and "as the computer" follows it', async () => {
  await using screens = await openScreens({ theme: 'light' });
  const { page } = screens;
  await screens.go('/settings?section=language');
  const scheme = () => page.locator('html').getAttribute('data-mantine-color-scheme');
  expect(await scheme()).toBe('light');
  await screens.look('settings-language');
  await page.getByText('Dark', { exact: true }).click();
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.reload();
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await page.getByText('As the computer', { exact: true }).click();
  await page.locator('html[data-mantine-color-scheme="light"]').waitFor();
  await screens.setTheme('dark');
  await page.locator('html[data-mantine-color-scheme="dark"]').waitFor();
  await screens.look('settings-language');
});

test('the hours and sensible choices are kept as they are chosen, and can be taken back', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/settings?section=sending');
  await screens.look('settings-sending');
  await page.getByRole('combobox', { name: 'To' }).click();
  await page.getByRole('option', { name: '21:30' }).click();
  await page.getByText('New messages start with this now').waitFor();
  const read = async () => (await screens.engine.settings.read({})).settings.policies;
  expect(await read()).toMatchObject({ window: { fromMinute: 540, toMinute: 1_290 } });
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(read).toMatchObject({ window: { fromMinute: 540, toMinute: 1_200 } });
  await page.getByRole('radio', { name: 'Send now, if the hours allow it' }).click();
  await expect.poll(read).toMatchObject({ alreadyPast: 'now' });
  await screens.setTheme('dark');
  await screens.look('settings-sending');
});

test('an account shows how it stands, is checked by name, changed, stopped and let go again', async () => {
  await using screens = await openScreens({
    recipients: 30,
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice');
      await sundial('tokens', 'sync');
    },
  });
  const { page } = screens;
  await screens.go('/settings');
  await page.getByText('Sending is on').waitFor();
  await page.getByRole('button', { name: 'Check', exact: true }).click();
  await page.getByRole('row', { name: /pages_messaging/ }).waitFor();
  await screens.look('settings-accounts');
  await screens.setTheme('dark');
  await screens.look('settings-accounts');
  await screens.setTheme('light');
  const menu = page.getByRole('button', { name: /^More for / });
  await menu.click();
  await page.getByRole('menuitem', { name: 'Stop sending' }).click();
  await page.getByText('Sending is stopped').waitFor();
  await page.getByText('Somebody here stopped sending.').waitFor();
  await screens.look('settings-account-stopped');
  await page.getByRole('button', { name: 'Send again' }).click();
  await page.getByText('Sending is on').waitFor();
  await menu.click();
  await page.getByRole('menuitem', { name: /^Change/ }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('Café Übung');
  await screens.look('settings-account-change');
  await page.getByRole('button', { name: 'Save' }).click();
  await page.getByRole('heading', { name: 'Café Übung' }).waitFor();
  await menu.click();
  await page.getByRole('menuitem', { name: 'Remove' }).click();
  await page.getByText('This account has people or messages.').waitFor();
  expect((await screens.engine.accounts.list({})).accounts).toMatchObject([{ name: 'Café Übung', canRemove: false }]);
});

test('a backup is made and restored; Sundial starts again by itself, the page goes on, and says that nothing is sent yet', async () => {
  await using screens = await openScreens({
    recipients: 10,
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice', '--name', 'Before the backup');
      await sundial('tokens', 'sync');
    },
  });
  const { page } = screens;
  screens.allowComplaint(/WebSocket connection to .* failed|status of 503/);
  await screens.go('/settings?section=data');
  await page.getByText('people', { exact: true }).waitFor();
  await screens.look('settings-data-empty');
  await page.getByRole('button', { name: 'Make a backup now' }).click();
  await page.getByText('The backup is written.').waitFor();
  await page.getByRole('cell', { name: 'by you' }).waitFor();
  await screens.engine.accounts.change({ account: 'a1', name: 'After the backup' });
  const [{ name } = { name: '' }] = (await screens.engine.data.backups({})).backups;
  await screens.engine.data.prepareRestore({ name });
  await page.getByText('A restore waits for the next start').waitFor();
  await page.getByRole('button', { name: 'Restart now' }).waitFor();
  await screens.setTheme('dark');
  await screens.look('settings-restore-waiting');
  await page.getByRole('button', { name: 'Do not restore' }).click();
  await page.getByText('A restore waits for the next start').waitFor({ state: 'hidden' });
  await page.getByRole('button', { name: /^Restore the backup of/ }).click();
  const restore = page.getByRole('button', { name: 'Restart and restore' });
  await expect.poll(() => restore.isDisabled()).toBe(true);
  await page.getByRole('textbox', { name: /To confirm/ }).fill('restore');
  await screens.look('settings-restore');
  await restore.click();
  await page.getByText('The backup is in place').waitFor();
  await page.getByText(/Nothing is sent until every account was compared with Meta/).waitFor();
  await page.getByRole('dialog').waitFor({ state: 'hidden' });
  const { accounts } = await screens.engine.accounts.list({});
  expect(accounts.map((account) => account.name)).toEqual(['Before the backup']);
  await screens.look('settings-restored');
});

test('everything can be saved as a file, and diagnostics hold no person and no secret', async () => {
  await using screens = await openScreens({
    recipients: 10,
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice');
      await sundial('tokens', 'sync');
    },
  });
  const { page } = screens;
  await screens.go('/settings?section=data');
  const [data] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as a file' }).click(),
  ]);
  const rows = (await readFile(await data.path(), 'utf8')).trim().split('\n');
  const tables = rows.map((row) => (JSON.parse(row) as { readonly table: string }).table); // as data.export writes it
  const held = await screens.engine.data.facts({});
  expect(held.people).toBeGreaterThan(5);
  expect(tables.filter((table) => table === 'recipient')).toHaveLength(held.people);
  await show(page, 'Diagnostics');
  await screens.look('settings-diagnostics');
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save the diagnostics' }).click(),
  ]);
  const text = await readFile(await file.path(), 'utf8');
  expect(JSON.parse(text)).toMatchObject({
    figures: { people: held.people },
    accounts: [{ account: 'a1', isPractice: true }],
  });
  const people = rows.flatMap((row) => /"scoped_id":"(\d+)"/.exec(row)?.[1] ?? []);
  expect(people).toHaveLength(held.people);
  for (const id of people) expect(text).not.toContain(id);
});

test('About names versions, limits with their sources, what is missing and whose work is in it', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/settings?section=about');
  await page.getByRole('button', { name: /Since 2025/ }).click();
  await page.getByRole('cell', { name: '48 hours', exact: true }).waitFor();
  await screens.look('settings-about');
  await screens.setTheme('dark');
  await screens.look('settings-about');
  await screens.go('/ask');
  await page.getByRole('heading', { level: 1, name: 'Ask' }).waitFor();
  await screens.look('ask');
  await screens.setTheme('light');
  await screens.look('ask');
});

test('how long things are kept is shown with its default, chosen, and taken back', async () => {
  await using screens = await openScreens();
  const { page } = screens;
  await screens.go('/settings?section=data');
  await page.getByText('Usually: 13 months.').waitFor();
  const kept = page.getByRole('combobox', { name: 'Messages and what became of each' });
  await expect.poll(() => kept.inputValue()).toBe('13 months');
  await kept.click();
  await page.getByRole('option', { name: 'for ever' }).click();
  const read = async () => (await screens.engine.settings.read({})).settings.retention;
  await expect.poll(read).toEqual({ messages: null, answers: 30, logs: 14, deadPermissions: 90 });
  await screens.look('settings-keeping');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(read).toMatchObject({ messages: 397 });
  await screens.setTheme('dark');
  await screens.look('settings-keeping');
});
