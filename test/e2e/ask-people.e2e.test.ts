import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type PracticeServer, startPracticeServer } from '#host/start-practice-server.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import { openScreens, type Screens } from './support/open-screens.ts';

/** A practice platform of our own, so that its people do what the test says. */
let platform: PracticeServer;

beforeAll(async () => {
  platform = await startPracticeServer({ folder: temporaryFolder(), arguments: ['--recipients', '7'] });
});

afterAll(async () => {
  await platform.stop();
});

const TITLE = 'Fresh bread every Friday';

/** Makes a person of the platform do something now. */
async function act(metaId: string, action: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const http = openUndiciHttpPort();
  const answer = await http.request({
    method: 'POST',
    origin: platform.url,
    path: `/practice/people/${metaId}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ action, ...more }),
    connectTimeoutMs: 10_000,
    timeoutMs: 10_000,
  });
  await http.close();
  expect(answer).toMatchObject({ kind: 'answer', status: 200 });
}

async function sync({ engine }: Screens): Promise<void> {
  for await (const event of await engine.imports.sync({ account: 'a1' })) void event;
}

async function metaIds({ engine }: Screens): Promise<readonly { readonly person: string; readonly metaId: string }[]> {
  const filter = {
    account: null,
    topic: null,
    zone: null,
    trouble: null,
    zoneText: null,
    status: 'active',
    search: '',
  } as const;
  const { rows } = await engine.people.page({
    filter,
    sort: { by: 'name', direction: 'rising' },
    start: { kind: 'first' },
    limit: 50,
  });
  const people = [...new Set(rows.map(({ person }) => person))];
  const read = await Promise.all(people.map((person) => engine.people.read({ person })));
  return read.map(({ id, metaId }) => ({ person: id, metaId }));
}

async function saveCard(
  { engine }: Screens,
  more: {
    readonly id?: string;
    readonly version?: number;
    readonly name?: string;
    readonly followUps?: readonly string[];
  } = {},
): Promise<void> {
  await engine.asks.save({
    id: more.id ?? null,
    account: 'a1',
    name: more.name ?? 'Bread card',
    card: {
      title: TITLE,
      imageUrl: 'https://bakery.example/bread.png',
      imageRatio: null,
      callToAction: null,
      zone: null,
      payload: 'bread',
      elements: [],
      hasFrequency: false,
    },
    followUps: [...(more.followUps ?? [])],
    version: more.version ?? null,
  });
}

/** How the list names somebody who can be ticked, and what erasing them takes. */
async function namedAmongAskable(
  { engine }: Screens,
  { person, metaId }: { readonly person: string; readonly metaId: string },
): Promise<{ readonly name: string; readonly person: { readonly person: string; readonly typed: string } }> {
  const { rows } = await engine.asks.people({ account: 'a1', card: 'o1', after: null, limit: 200 });
  const row = rows.find((one) => one.person === person);
  if (row === undefined) throw new Error(`${person} cannot be asked.`);
  return { name: `Choose ${row.name ?? 'No name'} ${row.shortId}`, person: { person, typed: row.name ?? metaId } };
}

async function lookTwice(screens: Screens, name: string): Promise<void> {
  await screens.look(name);
  await screens.setTheme('dark');
  await screens.look(name);
  await screens.setTheme('light');
}

test('who wrote is found, asked once, stands in the ledger, and gets follow-ups right after a yes', async () => {
  await using screens = await openScreens({
    prepare: async (sundial) => {
      await sundial('account', 'add', '--practice', '--api-base', platform.url);
      await sundial('tokens', 'sync');
    },
  });
  const { page, engine, go } = screens;
  // Any hour: what is tested is not the clock on the wall.
  const { settings } = await engine.settings.read({});
  await engine.settings.write({ policies: { ...settings.policies, window: null } });
  await go('/ask/sent');
  await page.getByText('Nobody has been asked yet').waitFor();
  await go('/ask/who');
  await page.getByText(/^Nobody wrote in the last 24 hours/).waitFor();
  await lookTwice(screens, 'ask-people-empty');

  const people = await metaIds(screens);
  const [first, , third] = people;
  if (first === undefined || third === undefined) throw new Error('The practice world has too few people.');
  for (const { metaId } of people.slice(0, 3)) await act(metaId, 'message');
  await saveCard(screens);
  const look = page.getByRole('button', { name: 'Look who wrote lately' });
  await look.click();
  await page.getByText(/\d+ conversations? looked at/).waitFor();
  await page.getByText(/wrote in the last 24 hours, of 7 conversations\.$/).waitFor();
  // The keyboard stays where it was, though the empty place around the button went.
  expect(await look.evaluate((button) => button === document.activeElement)).toBe(true);
  await page.getByRole('combobox', { name: 'Card' }).click();
  await page.getByRole('option', { name: 'Bread card' }).click();
  await page.getByText('May be asked').first().waitFor();
  // The one person who is to be asked leaves the list while the question is open: that never means everybody.
  const { name: wanted, person: leaving } = await namedAmongAskable(screens, third);
  await page.getByRole('checkbox', { name: wanted }).check();
  await page.getByRole('button', { name: 'Ask 1 person' }).waitFor();
  await lookTwice(screens, 'ask-people');
  await page.getByRole('button', { name: 'Ask 1 person' }).click();
  await page.getByRole('heading', { name: 'Ask 1 person?' }).waitFor();
  await engine.people.erase(leaving);
  await page.getByText('1 of the chosen people cannot be ticked below any more.').waitFor();
  await page.getByRole('heading', { name: 'Ask 1 person?' }).waitFor();
  await page.getByRole('button', { name: 'Ask now' }).click();
  await page.getByText('Nobody can be asked with this card now.').waitFor();
  expect(await engine.asks.ledger({ account: 'a1', person: null, after: null, limit: 1 })).toMatchObject({ rows: [] });

  await page.getByRole('button', { name: 'Ask everybody who may be asked' }).click();
  await page.getByText('With the card “Bread card”').waitFor();
  // Somebody changes the card in another window meanwhile: nothing goes before it was looked at again.
  await saveCard(screens, { id: 'o1', version: 1, name: 'Bread card, new' });
  await page.getByRole('button', { name: 'Ask now' }).click();
  await page
    .getByRole('alert')
    .getByText(/changed since you looked/)
    .waitFor();
  await screens.look('ask-people-confirm');
  expect(await page.getByRole('button', { name: 'Ask now' }).isDisabled()).toBe(true);
  await page.getByRole('button', { name: 'Look at the card as it is now' }).click();
  await page.getByText('With the card “Bread card, new”').waitFor();
  await page.getByTestId('ask-phone').getByText(TITLE).waitFor();
  await lookTwice(screens, 'ask-people-anew');
  await page.getByRole('button', { name: 'Ask now' }).click();
  await page.getByText(/cards? (is|are) on (its|their) way\.$/).waitFor();
  await page.getByText(/^[1-9]\d* asked today/).waitFor();
  await page.getByText('Not now: asked within seven days').first().waitFor();
  await lookTwice(screens, 'ask-people-asked');

  await go('/ask/sent');
  await page.getByText('Accepted by Meta').first().waitFor();
  await act(first.metaId, 'accept', { topic: TITLE });
  await sync(screens);
  await lookTwice(screens, 'ask-sent');

  await go(`/people?person=${first.person}`);
  const drawer = page.getByRole('dialog');
  await drawer.getByRole('timer').waitFor();
  await drawer.getByLabel('Follow-up 1').fill('Welcome to the bakery! 🥐');
  await drawer.getByRole('button', { name: 'Another one' }).click();
  await drawer.getByLabel('Follow-up 2').fill('x'.repeat(251));
  await drawer.getByText('At most 250 characters').waitFor();
  await drawer.getByRole('button', { name: 'Say that a program writes: text 2' }).click();
  await page.getByRole('menuitem', { name: 'Italiano' }).click();
  await expect.poll(() => drawer.getByLabel('Follow-up 2').inputValue()).not.toMatch(/^x/);
  await drawer.getByLabel('Follow-up 2').fill('See you on Friday.');
  await screens.look('person-follow-up');
  await drawer.getByRole('button', { name: 'Send 2 follow-ups' }).click();
  await drawer.getByText('2 follow-ups belong to the latest yes').waitFor();
  await drawer.getByText(/^The record is whole/).waitFor();
  await lookTwice(screens, 'person-asked');
  const saved = page.waitForEvent('download');
  await drawer.getByRole('button', { name: 'Save as JSON' }).click();
  expect((await saved).suggestedFilename()).toMatch(/^consent-\d+\.json$/);
  await expect
    .poll(async () =>
      (await engine.people.read({ person: first.person })).messages.map(({ kind, state }) => `${kind} ${state}`),
    )
    .toEqual(['followup sent', 'followup sent']);
});

test('a link and its code are made offline, and a trial goes through its five steps on what the practice shop posts', async () => {
  await using screens = await openScreens({
    recipients: 12,
    prepare: async (sundial, folder) => {
      await sundial('account', 'add', '--practice');
      await sundial('tokens', 'sync');
      const file = join(folder, 'trial.json');
      const campaign = {
        name: 'Trial',
        account: 'a1',
        audience: { topics: [] },
        message: { text: 'Two for one today ☕' },
        schedule: { at: 'now', window: null },
      };
      writeFileSync(file, JSON.stringify(campaign));
      await sundial('campaign', 'add', file);
    },
  });
  const { page, engine, go } = screens;
  await go('/ask/ways');
  await page.getByLabel('Page name or Page id').fill('https://www.facebook.com/cafe.roma/');
  await page.getByLabel('Where it hangs').fill('Tavolo 4');
  await page.getByText('https://m.me/cafe.roma?ref=Tavolo-4', { exact: true }).waitFor();
  await page.getByRole('img', { name: 'QR code for https://m.me/cafe.roma?ref=Tavolo-4' }).waitFor();
  await lookTwice(screens, 'ask-ways');
  const saved = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Save as SVG' }).click();
  expect((await saved).suggestedFilename()).toBe('chat-Tavolo-4.svg');

  await saveCard(screens, { followUps: ['Welcome to the bakery! 🥐'] });
  const { settings } = await engine.settings.read({});
  await engine.settings.write({ policies: { ...settings.policies, window: null } });
  await go('/ask/try');
  await page.getByRole('button', { name: 'Have somebody write to you' }).click();
  const tester = page.getByRole('combobox', { name: 'Tester' });
  await expect.poll(() => tester.inputValue()).toMatch(/^(?!Chosen before)./);
  const name = await tester.inputValue();
  // A tester who is taken away stays away, and comes back when chosen.
  await tester.click();
  await page.getByRole('option', { name, exact: true }).click();
  await page.getByRole('combobox', { name: 'Card' }).click();
  await page.getByRole('option', { name: 'Bread card' }).click();
  await page.waitForURL(/card=o1/);
  expect(await tester.inputValue()).toBe('');
  await tester.click();
  await page.getByRole('option', { name, exact: true }).click();
  await page.getByRole('button', { name: 'Send the card' }).click();
  await page.getByText('The card: Accepted by Meta.').waitFor();
  // The yes comes by webhook, on which the follow-up goes; nobody looks into the list.
  await page.getByRole('button', { name: 'Tap it for the tester' }).click();
  await page.getByText(/Said yes to “Fresh bread every Friday”.* 1 of 1 follow-up accepted by Meta\.$/).waitFor();
  await page.getByRole('button', { name: 'Send the test' }).click();
  await page.getByText('Meta allowed it: the next message may go at once.').waitFor();
  await lookTwice(screens, 'ask-try');
  await page.getByRole('button', { name: 'Send the test' }).click();
  await page.getByText('All five steps are done: the whole way works.').waitFor();
  await lookTwice(screens, 'ask-try-done');
});
