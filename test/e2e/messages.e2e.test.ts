import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { lookAt } from './support/look-at.ts';
import { openScreens, type Screens } from './support/open-screens.ts';
import { campaignFile, practiceWithDraft } from './support/sending-campaigns.ts';

const textOf = (page: Page) => page.getByRole('textbox', { name: 'Text', exact: true });
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });
const messageOf = async ({ engine }: Screens, campaign = 'c1'): Promise<unknown> =>
  JSON.parse((await engine.messages.read({ campaign })).content.messageJson);

/** Two looks at the same, light and dark. */
async function lookTwice(screens: Screens, name: string): Promise<void> {
  await screens.look(name);
  await screens.setTheme('dark');
  await screens.look(name);
  await screens.setTheme('light');
}

test('messages are listed, found, duplicated, and a deleted draft comes back with its earlier texts', async () => {
  await using screens = await openScreens({
    recipients: 40,
    prepare: async (sundial, folder) => {
      await practiceWithDraft('Weekend brunch')(sundial, folder);
      await sundial('campaign', 'add', campaignFile(folder, 'Autumn menu'));
      await sundial('campaign', 'launch', 'c2', '--yes');
    },
  });
  const { page, go, engine } = screens;
  await go('/messages');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('Autumn menu').waitFor();
  await lookTwice(screens, 'messages');
  await page.getByRole('textbox', { name: 'Search by name' }).fill('BRUNCH');
  await row('Autumn menu').waitFor({ state: 'detached' });
  await page.reload();
  const { content, version } = await engine.messages.read({ campaign: 'c1' });
  const messageJson = JSON.stringify({ text: 'Brunch from ten' });
  await engine.messages.save({ campaign: 'c1', version, content: { ...content, messageJson } });
  await row('Weekend brunch').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Delete draft' }).click();
  await page.getByText('“Weekend brunch” was deleted').waitFor();
  await page.getByText('No message fits').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Weekend brunch').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('heading', { level: 1, name: 'Weekend brunch (copy)' }).waitFor();
  const { rows } = await engine.messages.list({ group: 'draft', search: '', after: null, limit: 10 });
  expect(rows.map(({ name }) => name)).toEqual(['Weekend brunch (copy)', 'Weekend brunch']);
  const earlier = await engine.messages.versions({ campaign: rows[1]?.campaign ?? '' });
  expect(earlier.map((one) => one.content.messageJson)).toEqual([content.messageJson]);
});

test('where there is no message yet, the one next step begins one, however often it is clicked', async () => {
  await using screens = await openScreens({
    recipients: 40,
    prepare: async (sundial) => void (await sundial('account', 'add', '--practice')),
  });
  const { page, go } = screens;
  await go('/messages');
  await page.getByText('No message yet').waitFor();
  await screens.look('messages-empty');
  await page.getByRole('button', { name: 'New message' }).dblclick();
  await page.getByRole('heading', { level: 1, name: /^Message of / }).waitFor();
  const { rows } = await screens.engine.messages.list({ group: 'all', search: '', after: null, limit: 10 });
  expect(rows).toHaveLength(1);
  await page.getByRole('button', { name: 'See the plan' }).click();
  await page.getByText('Something is needed here.').waitFor();
  expect(await textOf(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('Free coffee on Friday ☕');
  await saved(page).waitFor();
  expect(await messageOf(screens)).toEqual({ text: 'Free coffee on Friday ☕' });
});

test('every kind of message is written as the platform takes it, and what it would refuse is said at once', async () => {
  await using screens = await openScreens({ recipients: 60, prepare: practiceWithDraft('Kinds') });
  const { page, go } = screens;
  await go('/messages/c1');
  await textOf(page).fill('x'.repeat(2_001));
  await page.getByText('One character too many; Meta takes 2,000.').waitFor();
  await page.getByText('2,001 of 2,000 characters').waitFor();
  await textOf(page).fill('Two for one');
  await lookTwice(screens, 'editor-text');

  await page.getByRole('radio', { name: /^Text with buttons/ }).click();
  await page.getByLabel('Words on the button').fill('Book');
  await page.getByLabel('Page it opens').fill('https://cafe.example/book');
  await page.getByRole('button', { name: 'Add a button that answers' }).click();
  await page.getByRole('button', { name: 'Remove this button' }).nth(1).click();
  await page.getByLabel('Words on the button').first().fill('Book now');
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByText('Button 2 was removed').waitFor({ state: 'detached' });
  expect(await page.getByLabel('Words on the button').first().inputValue()).toBe('Book now');
  await page.getByLabel('Words on the button').first().fill('Book');
  await page.getByText('One thing is still to do in the message.').waitFor();
  await page.getByLabel('Words on the button').nth(1).fill('Ask us');
  await page.getByLabel('Who answers when people tap?').fill('Maria');
  await saved(page).waitFor();
  const web = { type: 'web_url', url: 'https://cafe.example/book', title: 'Book' };
  const postback = { type: 'postback', title: 'Ask us', payload: 'Ask us' };
  expect(await messageOf(screens)).toEqual({
    attachment: {
      type: 'template',
      payload: { template_type: 'button', text: 'Two for one', buttons: [web, postback] },
    },
  });
  await lookTwice(screens, 'editor-buttons');

  await page.getByRole('radio', { name: /^Cards/ }).click();
  await page.getByLabel('Second line').fill('All weekend');
  await page.getByLabel('Address of the picture').fill('https://cafe.example/a.jpg');
  await page.getByLabel('Page that opens on a tap').fill('http://cafe.example');
  await page.getByText('Links that people tap must begin with https://.').waitFor();
  await page.getByLabel('Page that opens on a tap').fill('https://cafe.example');
  await page.getByRole('button', { name: 'Add a card' }).click();
  await page.getByLabel('Title', { exact: true }).nth(1).fill('Second');
  await page.getByLabel('Second line').nth(1).fill('card');
  await page.getByRole('button', { name: 'Remove card 2' }).click();
  await page.getByText('Card 2 was removed').waitFor();
  await page.getByRole('button', { name: 'Undo' }).click();
  await page.getByRole('button', { name: 'Move card 2 forward' }).click();
  await saved(page).waitFor();
  expect(await messageOf(screens)).toEqual({
    attachment: {
      type: 'template',
      payload: {
        template_type: 'generic',
        elements: [
          { title: 'Second', subtitle: 'card' },
          {
            title: 'Two for one',
            subtitle: 'All weekend',
            image_url: 'https://cafe.example/a.jpg',
            default_action: { type: 'web_url', url: 'https://cafe.example' },
          },
        ],
      },
    },
  });
  await page.getByRole('button', { name: 'Exactly what is sent' }).click();
  const shown = await page.getByTestId('message-json').textContent();
  expect(shown).toBe((await screens.engine.messages.read({ campaign: 'c1' })).content.messageJson);
  await lookTwice(screens, 'editor-cards');

  await page.getByRole('radio', { name: /^Picture, video or file/ }).click();
  await page.getByLabel('Its address on the web').fill('https://cafe.example/menu.jpg');
  await saved(page).waitFor();
  expect(await messageOf(screens)).toEqual({
    attachment: { type: 'image', payload: { url: 'https://cafe.example/menu.jpg' } },
  });
  await lookTwice(screens, 'editor-media');

  // What came from a file and has no fields says where something is to do.
  const { content, version } = await screens.engine.messages.read({ campaign: 'c1' });
  const reply = { content_type: 'text', title: 'x'.repeat(21), payload: 'YES' };
  const messageJson = JSON.stringify({ text: 'Shall we keep you a table?', quick_replies: [reply] });
  await screens.engine.messages.save({ campaign: 'c1', version, content: { ...content, messageJson } });
  const todo = page.getByRole('list', { name: 'One thing is still to do in the message.' });
  await todo.getByText('message.quick_replies[0].title').waitFor();
  await page.getByRole('button', { name: 'See the plan' }).click();
  await todo.and(page.locator(':focus')).waitFor();
  await lookTwice(screens, 'editor-other');
});

test('whom and when is chosen in plain words, and the engine says what it means on other clocks', async () => {
  await using screens = await openScreens({ recipients: 200, prepare: practiceWithDraft('Clocks'), language: 'en' });
  const { page, go, engine } = screens;
  await go('/messages/c1');
  await page.getByText(/people can get it right now$/).waitFor();
  await page.getByRole('radio', { name: 'Only some topics' }).check();
  await page.getByRole('radio', { name: 'At a time of day where each person is' }).check();
  await page.getByText(/time zones, each at its own time$/).waitFor();
  await page.getByRole('button', { name: 'Change: In which hours may people get it?' }).click();
  await page.getByRole('switch', { name: 'Only in certain hours' }).click();
  await page.getByText('Nobody gets it before 09:00 or after 20:00 where they are.').waitFor();
  await page.getByRole('button', { name: 'Change: What if a message cannot leave on time?' }).click();
  await page.getByRole('radio', { name: 'Wait until the hours next begin' }).check();
  await saved(page).waitFor();
  const { content } = await engine.messages.read({ campaign: 'c1' });
  expect(content.topics).toHaveLength(1);
  expect(content.schedule).toMatchObject({
    zone: 'recipient',
    late: 'nextWindow',
    window: { fromMinute: 540, toMinute: 1_200 },
    time: { kind: 'local' },
  });
  await page.getByRole('heading', { name: 'When it goes out' }).scrollIntoViewIfNeeded();
  await lookTwice(screens, 'editor-when');
  await page.getByRole('button', { name: 'See the plan' }).click();
  await page.getByRole('heading', { level: 1, name: 'Plan of “Clocks”' }).waitFor();
});

test('nothing that was typed is lost: not by a reload, a dead engine, or somebody else who saves', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practiceWithDraft('Safe') });
  const { page, go, url, openTab } = screens;
  await go('/messages/c1');
  // Left and opened again, the editor begins with what was saved at leaving.
  await textOf(page).fill('written just before leaving');
  await page.getByRole('link', { name: 'People', exact: true }).click();
  await page.getByRole('heading', { level: 1, name: 'People' }).waitFor();
  await expect.poll(() => messageOf(screens)).toEqual({ text: 'written just before leaving' });
  await page.goBack();
  await textOf(page).waitFor();
  expect(await textOf(page).inputValue()).toBe('written just before leaving');
  await textOf(page).fill('written just before a reload');
  await page.reload();
  await expect.poll(() => textOf(page).inputValue()).toBe('written just before a reload');
  await saved(page).waitFor();

  await screens.killEngine();
  await textOf(page).fill('written while the engine was dead');
  await page.getByText(/Sundial cannot be reached\. What you write is kept here/).waitFor();
  await screens.restartEngine();
  await saved(page).waitFor();
  expect(await messageOf(screens)).toEqual({ text: 'written while the engine was dead' });

  const other = await openTab();
  await other.goto(`${url}/#/messages/c1`);
  await textOf(other).waitFor();
  // Both type at once: whoever saves second is told, and decides.
  await Promise.all([textOf(page).fill('from the first window'), textOf(other).fill('from the second window')]);
  const first = page.getByText('This message was changed in another window');
  const second = other.getByText('This message was changed in another window');
  const loser = await Promise.any([first.waitFor().then(() => page), second.waitFor().then(() => other)]);
  const winner = loser === page ? other : page;
  for (const text of ['from the first window', 'from the second window']) {
    await loser.getByRole('alert').getByText(text).waitFor();
  }
  await lookAt(loser, 'editor-two-texts-light-en');
  // Earlier texts wait until it is decided which one stands here now.
  await loser.getByRole('button', { name: 'Earlier texts' }).click();
  await loser.getByRole('button', { name: 'Use what I wrote here' }).click();
  await saved(loser).waitFor();
  const mine = await textOf(loser).inputValue();
  await winner.getByText(mine).first().waitFor();
  await loser.getByRole('button', { name: 'Earlier texts' }).click();
  const drawer = loser.getByRole('dialog', { name: 'Earlier texts' });
  const theirs = mine === 'from the first window' ? 'from the second window' : 'from the first window';
  await drawer.getByText(theirs).waitFor();
  await lookAt(loser, 'editor-versions-light-en');
  await drawer.getByRole('button', { name: 'Put back' }).first().click();
  await drawer.waitFor({ state: 'detached' });
  await expect.poll(() => textOf(loser).inputValue()).toBe(theirs);
});
