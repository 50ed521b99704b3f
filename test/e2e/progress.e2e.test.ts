import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openScreens } from './support/open-screens.ts';
import { practiceWithDraft } from './support/sending-campaigns.ts';

const TOMORROW = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);

test('a launched message shows how far it is, can be paused, resumed and taken back', async () => {
  await using screens = await openScreens({
    recipients: 200,
    prepare: async (sundial, folder) => {
      await practiceWithDraft('Weekend', { pace: 2 })(sundial, folder);
      await sundial('campaign', 'launch', 'c1', '--yes');
    },
  });
  const { page, go, look, engine } = screens;
  await go('/messages/c1/progress');
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Go on' }).waitFor();
  await page.getByText('Nothing leaves until you go on.').waitFor();
  await look('progress-paused');
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByRole('button', { name: 'Pause' }).click();
  await page.getByRole('button', { name: 'Take back the rest' }).click();
  await page.getByText('This cannot be undone.').waitFor();
  await look('progress-take-back');
  await page.getByRole('button', { name: 'Take them back' }).click();
  await page.getByText('The rest was taken back').waitFor();
  const { state, counts } = await engine.progress.read({ campaign: 'c1' });
  expect(state).toBe('cancelled');
  expect(counts.cancelled).toBeGreaterThan(0);
});

test('a finished message tells what became of everybody, and saves it as a file', async () => {
  await using screens = await openScreens({
    recipients: 120,
    prepare: async (sundial, folder) => {
      await practiceWithDraft('Weekend')(sundial, folder);
      await sundial('campaign', 'launch', 'c1', '--yes');
      await sundial('run', '--until-idle');
    },
  });
  const { page, go, look } = screens;
  await go('/messages/c1/progress');
  await page.getByRole('heading', { name: 'Result' }).waitFor();
  await page.getByRole('heading', { name: 'Why some did not go' }).waitFor();
  await page.getByRole('heading', { name: 'People', exact: true }).waitFor();
  await page.getByRole('row').nth(5).waitFor();
  await look('progress-finished');
  await screens.setTheme('dark');
  await look('progress-finished');
  await page.getByLabel('Name').fill('no such name');
  await page.getByText('Nobody fits.').waitFor();
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'Save as CSV' }).click(),
  ]);
  const text = readFileSync(await download.path(), 'utf8');
  expect(text.split('\r\n')[0]).toContain('recipient,name,topic');
  expect(text.split('\r\n').length).toBeGreaterThan(100);
});

test('a message that may have arrived shows what is known, and takes the person’s word', async () => {
  await using screens = await openScreens({
    recipients: 40,
    prepare: async (sundial, folder) => {
      await practiceWithDraft('Weekend', { schedule: { date: TOMORROW, time: '10:00' } })(sundial, folder);
      await sundial('campaign', 'launch', 'c1', '--yes');
      loseAnswer(folder);
    },
  });
  const { page, go, look, engine } = screens;
  await go('/messages/c1/progress');
  await page.getByRole('heading', { name: 'We can’t tell whether 1 message arrived' }).waitFor();
  await page.getByText('Only you can decide.').waitFor();
  await page.getByText('Waits until').waitFor();
  await look('progress-undecided');
  await screens.setTheme('dark');
  await look('progress-undecided');
  await page.getByRole('button', { name: /^It arrived/ }).click();
  await page.getByRole('heading', { name: /We can’t tell whether/ }).waitFor({ state: 'detached' });
  expect((await engine.progress.read({ campaign: 'c1' })).counts).toMatchObject({ sent: 1, uncertain: 0 });
});

/** Makes one message look as a lost answer leaves it after a read that proved nothing. */
function loseAnswer(folder: string): void {
  const db = new Database(join(folder, 'sundial.db'));
  const row = `id = (SELECT min(id) FROM delivery WHERE state = 'scheduled')`;
  const id = Number(db.prepare(`SELECT id FROM delivery WHERE ${row}`).pluck().get());
  const at = Date.now() - 60_000;
  db.prepare(`UPDATE delivery SET state = 'sending', attempts = 1 WHERE id = ?`).run(id);
  db.prepare(`UPDATE delivery SET state = 'uncertain', reason = 'uncertainAnswer', next_at_ms = NULL WHERE id = ?`).run(
    id,
  );
  db.prepare(
    `INSERT INTO attempt (delivery_id, number, started_at_ms, deadline_at_ms, finished_at_ms, outcome, text)
     VALUES (?, 1, ?, ?, ?, 'uncertain', 'the answer was cut')`,
  ).run(id, at, at + 10_000, at + 10_000);
  db.prepare(`INSERT INTO read_back (delivery_id, attempt, at_ms, verdict) VALUES (?, 1, ?, 'person')`).run(
    id,
    at + 20_000,
  );
  db.close();
}
