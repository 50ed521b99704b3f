import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { DEFAULT_TITLE_SHOWN } from '#shared/rules/opt-in-titles.ts';
import { isInSight } from './support/in-sight.ts';
import { openScreens, type Screens } from './support/open-screens.ts';
import { textOf } from './support/words-of.ts';

type Content = Parameters<Screens['engine']['asks']['save']>[0];

const practice = async (sundial: (...words: string[]) => Promise<unknown>): Promise<void> => {
  await sundial('account', 'add', '--practice');
};
const EMPTY: Content['card'] = {
  title: null,
  imageUrl: null,
  imageRatio: null,
  callToAction: null,
  zone: null,
  payload: 'ask-1',
  elements: [],
  hasFrequency: false,
};
const saved = (page: Page) => page.getByRole('status').getByText('Saved', { exact: true });
const cardsOf = ({ engine }: Screens) => engine.asks.cards({ account: null });
const title = (page: Page) => page.getByLabel('Title on the card');

/** Two looks at the same, light and dark. */
async function lookTwice(screens: Screens, name: string): Promise<void> {
  await screens.look(name);
  await screens.setTheme('dark');
  await screens.look(name);
  await screens.setTheme('light');
}

test('a card is written from nothing by keyboard, is said to be wrong where it is, and survives a reload', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practice });
  const { page, go } = screens;
  await go('/ask');
  await page.getByText('No card yet').waitFor();
  await screens.look('ask-empty');
  await page.getByRole('button', { name: 'New card' }).focus();
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { level: 1, name: /^Card of / }).waitFor();
  expect(await isInSight(page.getByRole('button', { name: 'See who can be asked' }))).toBe(true);
  await page.getByText('Meta’s own title does not say what people will get').waitFor();
  await page.getByText('Without a title people read “Updates and promotions” (22)').waitFor();
  await page.getByRole('textbox', { name: 'What will they get?' }).focus();
  await page.keyboard.type('the new cake every Friday 🍰.');
  await expect.poll(() => title(page).inputValue()).toBe('The new cake every Friday 🍰');
  await page.getByText('People see 27 characters; Meta counts:').waitFor();
  await page.getByText('28 of 65 characters').waitFor();
  await page.getByText('Meta’s own title does not say what people will get').waitFor({ state: 'detached' });
  await page.keyboard.press('Tab');
  await page.keyboard.press('End');
  await page.keyboard.type('x'.repeat(40));
  await page.getByText('3 characters too many; Meta takes 65.').waitFor();
  await page.getByRole('button', { name: 'Use as the title: “The new cake every Friday 🍰”' }).press('Enter');
  await page.getByText('3 characters too many; Meta takes 65.').waitFor({ state: 'detached' });
  const address = page.getByLabel('Address of the picture');
  await address.focus();
  await page.keyboard.type('cake.png');
  await page.getByText(/^This is no web address/).waitFor();
  await address.fill('https://cafe.example/pictures/cake.png');
  await page.getByRole('radio', { name: /Left and right go/ }).press('Space');
  await page.getByRole('combobox', { name: 'Words on the button' }).press('Enter');
  await page.getByRole('option', { name: 'Sign up for messages' }).click();
  await saved(page).waitFor();
  await page.reload();
  await page.getByRole('heading', { level: 1, name: /^Card of / }).waitFor();
  await expect.poll(() => title(page).inputValue()).toBe('The new cake every Friday 🍰');
  const [card] = await cardsOf(screens);
  expect(card?.card).toMatchObject({
    title: 'The new cake every Friday 🍰',
    imageUrl: 'https://cafe.example/pictures/cake.png',
    imageRatio: 'SQUARE',
    callToAction: 'SIGN_UP',
    zone: null,
    elements: [],
    hasFrequency: false,
  });
  await page.getByRole('button', { name: 'Exactly what is sent' }).click();
  const look = await screens.engine.asks.look({
    account: 'a1',
    id: card?.id ?? '',
    card: card?.card ?? EMPTY,
    followUps: [],
  });
  await expect.poll(() => page.getByTestId('message-json').textContent()).toBe(look.messageJson);
  await lookTwice(screens, 'ask-card');
  for (const width of [900, 1_920]) {
    await page.setViewportSize({ width, height: 900 });
    await screens.look(`ask-card-${width}`);
  }
});

test('a carousel, a time zone that is never UTC, and what follows a yes are written and kept as chosen', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practice });
  const { page, go } = screens;
  await addCard(screens, { name: 'Bakery', card: { ...EMPTY, imageUrl: 'https://cafe.example/a.png' } });
  await go('/ask/cards/o1');
  await page.getByRole('radio', { name: 'Up to five, as cards to swipe' }).click();
  await page.getByText('In September 2026 Meta refused cards because of this field', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'See who can be asked' }).click();
  await page.getByText('Something is needed here.').waitFor();
  expect(await title(page).evaluate((field) => field === document.activeElement)).toBe(true);
  await page.keyboard.type('Three kinds of news');
  const elements = page.getByLabel('Its title');
  await elements.first().fill('News: bread');
  for (let number = 2; number <= 5; number += 1) {
    await page.getByRole('button', { name: 'Add a card to swipe' }).click();
    await elements.nth(number - 1).fill(`Kind ${number}`);
  }
  await page.getByText('Five are the most Meta takes.').waitFor();
  await elements.nth(1).fill('NEWS  bread!');
  await page.getByText('“News: bread” and “NEWS  bread!” look alike to people.', { exact: false }).waitFor();
  await page.getByRole('button', { name: 'Remove card 2' }).click();
  await elements.first().fill('News: our bread');
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => elements.nth(1).inputValue()).toBe('NEWS  bread!');
  expect(await elements.first().inputValue()).toBe('News: our bread');
  await elements.first().fill('News: bread');
  await page.getByRole('button', { name: 'Remove card 2' }).click();
  await page.getByRole('button', { name: 'Move card 4 forward' }).click();
  await page.getByRole('button', { name: 'More about card 1' }).click();
  await page.getByLabel('Ask again when the permission ends').first().click();
  await page.getByRole('option', { name: 'No', exact: true }).click();

  await page.getByRole('button', { name: 'Change: Time zone on the card' }).click();
  await page.getByRole('radio', { name: 'One for everybody' }).check();
  const zone = page.getByRole('combobox', { name: 'Time zone', exact: true });
  await zone.fill('UTC');
  await page.getByRole('option', { name: 'UTC', exact: true }).click();
  await page.getByText('UTC is nobody’s own clock', { exact: false }).waitFor();
  await zone.fill('Europe/Rome');
  await page.getByRole('option', { name: 'Europe/Rome' }).click();
  await page.getByText('Every card carries Europe/Rome.').waitFor();

  const add = page.getByRole('button', { name: 'Add a text' });
  await add.click();
  await add.click();
  await page.getByLabel('Text 1 after a yes').fill('Thank you!');
  await page.getByRole('button', { name: 'Say that a program writes: text 1' }).click();
  // The words of another language come a moment later; what is typed until then stays.
  const words = Promise.withResolvers<void>();
  await page.route('**/assets/**', (route) => words.promise.then(() => route.continue()));
  await page.getByRole('menuitem', { name: 'Deutsch' }).click();
  await page.getByLabel('Text 2 after a yes').fill('x'.repeat(251));
  words.resolve();
  await expect.poll(() => page.getByLabel('Text 1 after a yes').inputValue()).toContain('automatisch versendet');
  await page.getByText('One character too many; Meta takes 250.').waitFor();
  await lookTwice(screens, 'ask-card-long');
  await page.getByLabel('Text 2 after a yes').fill('See you on Friday');
  await page.getByRole('button', { name: 'Remove text 2' }).click();
  await page.getByRole('alert').filter({ hasText: 'Text 2 was removed' }).getByRole('button', { name: 'Undo' }).click();
  await expect.poll(() => page.getByLabel('Text 2 after a yes').inputValue()).toBe('See you on Friday');
  await saved(page).waitFor();
  const [card] = await cardsOf(screens);
  expect(card?.card.elements.map((element) => [element.title, element.isReoptin])).toEqual([
    ['News: bread', false],
    ['Kind 3', null],
    ['Kind 5', null],
    ['Kind 4', null],
  ]);
  expect(new Set(card?.card.elements.map(({ payload }) => payload)).size).toBe(4);
  expect(card?.card).toMatchObject({ title: 'Three kinds of news', zone: 'Europe/Rome', hasFrequency: true });
  expect(card?.followUps).toEqual(['Diese Nachricht wurde automatisch versendet.\nThank you!', 'See you on Friday']);
});

test('a dropped picture file is told what Meta wants, and no picture is fetched unasked', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practice });
  const { page, go } = screens;
  const asked: string[] = [];
  page.on('request', (request) => void asked.push(request.url()));
  await addCard(screens, { name: 'Bakery', card: { ...EMPTY, imageUrl: 'https://cafe.example/a.png' } });
  await go('/ask/cards/o1');
  await page.getByRole('button', { name: 'Show picture (from cafe.example)' }).waitFor();
  const data = await page.evaluateHandle(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File(['picture'], 'bread.png', { type: 'image/png' }));
    return transfer;
  });
  // A spreadsheet's cell carries a picture of itself beside its text: it is pasted as text.
  const isTaken = await page.getByLabel('Title on the card').evaluate((field) => {
    const transfer = new DataTransfer();
    transfer.items.add('Friday', 'text/plain');
    transfer.items.add(new File(['picture'], 'cell.png', { type: 'image/png' }));
    const paste = new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true, cancelable: true });
    return !field.dispatchEvent(paste);
  });
  expect(isTaken).toBe(false);
  await page.locator('main').dispatchEvent('drop', { dataTransfer: data });
  await page.getByText('“bread.png” is a file, and Meta wants a web address').waitFor();
  await screens.look('ask-card-file');
  await page.getByRole('button', { name: 'Close this notice' }).click();
  await page.getByText('“bread.png” is a file, and Meta wants a web address').waitFor({ state: 'detached' });
  expect(asked.filter((url) => url.includes('cafe.example'))).toEqual([]);
  expect(await page.locator('img').count()).toBe(0);
});

test('a card that another window saved is not overwritten: both are shown, and one is chosen', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practice });
  const { page, go, engine } = screens;
  const imageUrl = 'https://cafe.example/a.png';
  await addCard(screens, { name: 'Bakery', card: { ...EMPTY, title: 'Bread', imageUrl } });
  await go('/ask/cards/o1');
  await title(page).waitFor();
  const stale = page.getByText('This card was changed in another window');
  const saveElsewhere = async (said: string): Promise<void> => {
    const [now] = await cardsOf(screens);
    if (now === undefined) throw new Error('There is no card.');
    const { id, account, name, version } = now;
    const followUps = ['Thanks from the other window'];
    await engine.asks.save({ id, account, name, followUps, version, card: { ...now.card, title: said } });
  };
  const holding = await holdSaves(page);
  await title(page).fill('Mine');
  await saveElsewhere('Theirs');
  await holding.release();
  await stale.waitFor();
  const theirs = page.getByRole('region', { name: 'What was saved in the other window' });
  await theirs.getByText('Theirs', { exact: true }).waitFor();
  await theirs.getByText('Thanks from the other window').waitFor();
  await lookTwice(screens, 'ask-card-stale');
  await page.getByRole('button', { name: 'Use the other, drop mine' }).click();
  await stale.waitFor({ state: 'detached' });
  await expect.poll(() => title(page).inputValue()).toBe('Theirs');

  // What was never saved outlives the window, and meets a newer card there.
  await holdSaves(page);
  await title(page).fill('Mine again');
  await page.goto('about:blank');
  await saveElsewhere('Theirs again');
  await go('/ask/cards/o1');
  await stale.waitFor();
  await page.getByRole('button', { name: 'Use what I wrote here' }).click();
  await saved(page).waitFor();
  expect((await cardsOf(screens)).map(({ card }) => card.title)).toEqual(['Mine again']);

  // Even what a copy belongs to can be edited; and of two texts both can be kept.
  const mark = page.getByLabel('Mark for other tools');
  const fold = page.getByRole('button', { name: 'What comes back with a yes' });
  await fold.click();
  await mark.fill('');
  await fold.click();
  await mark.waitFor({ state: 'hidden' });
  // What is to do lies folded away: it opens, and has the focus.
  await page.getByRole('button', { name: 'See who can be asked' }).click();
  await mark.and(page.locator(':focus')).waitFor();
  await mark.fill('spring');
  await saved(page).waitFor();
  await expect.poll(async () => (await cardsOf(screens))[0]?.card.payload).toBe('spring');
  await holdSaves(page);
  await mark.fill('summer');
  await title(page).fill('Mine as well');
  await page.goto('about:blank');
  await saveElsewhere('Theirs as well');
  await go('/ask/cards/o1');
  await stale.waitFor();
  await page.getByRole('button', { name: 'Keep both: mine becomes a new card' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bakery (copy)' }).waitFor();
  await expect.poll(() => title(page).inputValue()).toBe('Mine as well');
  const titles = new Set((await cardsOf(screens)).map(({ card }) => card.title));
  expect(titles).toEqual(new Set(['Mine as well', 'Theirs as well']));
});

test('cards are listed with their yeses, duplicated with marks of their own, put away and taken back', async () => {
  await using screens = await openScreens({ recipients: 40, prepare: practice });
  const { page, go } = screens;
  await addCard(screens, { name: 'Bakery', card: { ...EMPTY, title: 'Fresh bread' } });
  await addCard(screens, { name: 'Concerts of the whole long winter season in town', card: EMPTY });
  await go('/ask');
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await row('Bakery').waitFor();
  await page.getByText('Meta’s own title: “Updates and promotions”').waitFor();
  await lookTwice(screens, 'ask-cards');
  await row('Bakery').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Put away' }).click();
  await row('Fresh bread').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Undo' }).click();
  await row('Bakery').getByRole('button').click();
  await page.getByRole('menuitem', { name: 'Duplicate' }).click();
  await page.getByRole('heading', { level: 1, name: 'Bakery (copy)' }).waitFor();
  await page.getByText('Your card “Bakery” looks the same to people: “Fresh bread”.', { exact: false }).waitFor();
  const cards = await cardsOf(screens);
  expect(cards.map(({ name }) => name).toSorted()).toEqual([
    'Bakery',
    'Bakery (copy)',
    'Concerts of the whole long winter season in town',
  ]);
  expect(new Set(cards.slice(0, 2).map(({ card }) => card.payload)).size).toBe(2);
  await go('/ask/cards/o99');
  await page.getByText('This card is not here any more').waitFor();
});

test('in every language the editor, the button and the default title are worded', async () => {
  await using screens = await openScreens({ language: 'de', recipients: 40, prepare: practice });
  const { page, go, engine } = screens;
  await addCard(screens, { name: 'Bakery', card: EMPTY });
  await go('/ask/cards/o1');
  const phone = page.getByTestId('ask-phone');
  for (const language of ['it', 'de', 'ja', 'id', 'en'] as const) {
    await engine.settings.write({ language });
    for (const key of ['what.label', 'title.label', 'picture.address', 'button.label', 'editor.name'] as const) {
      await page
        .getByLabel(textOf(language, `ask-card:${key}`), { exact: true })
        .first()
        .waitFor();
    }
    await phone.getByText(textOf(language, 'ask-card:cta.GET_UPDATES')).waitFor();
    await phone.getByText(DEFAULT_TITLE_SHOWN[language]).waitFor();
    if (language === 'de') {
      await screens.page.setViewportSize({ width: 900, height: 640 });
      await screens.look('ask-card-words');
    }
  }
  await page.getByLabel(textOf('en', 'ask-card:phone.language')).selectOption('it');
  await phone.getByText('Ricevi messaggi').waitFor();
  await phone.getByText('Aggiornamenti e promozioni').waitFor();
});

/** Saves a card as another window would. */
async function addCard({ engine }: Screens, { name, card }: Pick<Content, 'name' | 'card'>): Promise<void> {
  await engine.asks.save({ id: null, account: 'a1', name, card, followUps: [], version: null });
}

/** Keeps a page from saving until it is released: its wait before a save is held. */
async function holdSaves(page: Page): Promise<{ readonly release: () => Promise<void> }> {
  await page.evaluate(() => {
    const wait = window.setTimeout.bind(window);
    const held = new Map<number, () => void>();
    Object.assign(window, { heldSaves: held, waitAgain: wait });
    window.setTimeout = ((run: () => void, ms?: number): number => {
      if (ms !== 600) return wait(run, ms);
      const id = wait(() => undefined, 0);
      held.clear();
      held.set(id, run);
      return id;
    }) as typeof window.setTimeout; // the editor passes a function and a wait
  });
  return {
    release: () =>
      page.evaluate(() => {
        const { heldSaves, waitAgain } = window as unknown as {
          readonly heldSaves: Map<number, () => void>;
          readonly waitAgain: typeof window.setTimeout;
        }; // put there above
        window.setTimeout = waitAgain;
        for (const run of heldSaves.values()) run();
      }),
  };
}
