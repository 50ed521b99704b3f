import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { expect, test } from 'vitest';
import { comparePictures } from './support/compare-pictures.ts';
import { openScreens, type Screens } from './support/open-screens.ts';

/** The pictures somebody looked at, and those of this run; to keep new ones, look at them and copy them over. */
const KEPT = fileURLToPath(new URL('../fixtures/ask-previews/', import.meta.url));
const FRESH = fileURLToPath(new URL('../../out/screenshots/', import.meta.url));
/**
 * Share of a picture that may differ from the kept one: room for the letters of another machine's fonts, which lie under 0.05 of it.
 * Another crop is 0.17, another theme 0.9, a missing picture more than a tenth (measured).
 */
const TOLERANCE = 0.06;
/** Two forms drawn on the same machine differ by more than this; the smallest difference, the second card of a carousel, is 0.037. */
const ANOTHER = 0.02;

const CARD = {
  title: 'The new cake every Friday',
  imageUrl: 'https://cafe.example/cake.png',
  imageRatio: null,
  callToAction: 'SIGN_UP' as const,
  zone: null,
  payload: 'ask-1',
  elements: [] as { title: string; imageUrl: string; payload: string; isReoptin: null }[],
  hasFrequency: false,
};
const element = (number: number) => ({
  title: `Kind ${number} of news`,
  imageUrl: `https://cafe.example/${number}.png`,
  payload: `ask-1-${number}`,
  isReoptin: null,
});

/** The ten forms: one card on two channels, in two themes and two crops, and carousels of one and five. */
const FORMS = [
  ...(['Messenger', 'Instagram'] as const).flatMap((channel) =>
    (['Light', 'Dark'] as const).flatMap((look) =>
      (['Wide (1.91:1)', 'Square (1:1)'] as const).map((crop) => ({ card: 'o1', channel, look, crop })),
    ),
  ),
  { card: 'o2', channel: 'Messenger', look: 'Light', crop: 'Wide (1.91:1)' },
  { card: 'o3', channel: 'Messenger', look: 'Light', crop: 'Wide (1.91:1)' },
] as const;
type Form = (typeof FORMS)[number];

const CARDS: Readonly<Record<string, string>> = { o1: 'card', o2: 'carousel-1', o3: 'carousel-5' };
const nameOf = ({ card, channel, look, crop }: Form): string =>
  `ask-preview-${CARDS[card]}-${channel}-${look}-${crop.startsWith('Wide') ? 'wide' : 'square'}`.toLowerCase();

/** A picture of the phone in one form, kept among those of this run. */
async function pictureOf({ page }: Screens, form: Form, name: string = nameOf(form)): Promise<Buffer> {
  const choose = (group: string, option: string) =>
    page.getByRole('radiogroup', { name: group }).getByText(option, { exact: true }).click();
  await choose('Where it is seen', form.channel);
  await choose('Light or dark phone', form.look);
  await choose('How pictures are cut there', form.crop);
  const phone = page.getByTestId('ask-phone');
  await phone
    .locator(`[data-platform="${form.channel.toLowerCase()}"][data-look="${form.look.toLowerCase()}"]`)
    .waitFor();
  await page.mouse.move(0, 0);
  return phone.screenshot({ animations: 'disabled', path: join(FRESH, `${name}.png`) });
}

test('one card looks the same as ever in all its ten forms, and another form is told apart', async () => {
  mkdirSync(FRESH, { recursive: true });
  await using screens = await openScreens({
    viewport: { width: 1_600, height: 1_000 },
    recipients: 40,
    prepare: async (sundial) => void (await sundial('account', 'add', '--practice')),
  });
  const browser = screens.page.context().browser() as Browser; // a page of the harness has one
  for (const elements of [[], [element(1)], [1, 2, 3, 4, 5].map(element)]) {
    const card = { ...CARD, elements };
    await screens.engine.asks.save({ id: null, account: 'a1', name: 'Cake', card, followUps: [], version: null });
  }
  const wrong: unknown[] = [];
  const pictures: Buffer[] = [];
  let shown: string | null = null;
  for (const form of FORMS) {
    if (shown !== form.card) await screens.go(`/ask/cards/${form.card}`);
    shown = form.card;
    const picture = await pictureOf(screens, form);
    pictures.push(picture);
    const kept = join(KEPT, `${nameOf(form)}.png`);
    if (!existsSync(kept)) wrong.push({ missing: kept });
    else {
      const difference = await comparePictures(browser, readFileSync(kept), picture);
      if (!difference.sameSize || difference.share > TOLERANCE) wrong.push({ form: nameOf(form), ...difference });
    }
  }
  expect(wrong).toEqual([]);
  // Every form is another picture than the one before it: a preview that ignored a choice would be found.
  for (const [index, picture] of pictures.entries()) {
    const before = pictures[index - 1];
    if (before === undefined) continue;
    const { share } = await comparePictures(browser, before, picture);
    expect({ form: nameOf(FORMS[index] as Form), isAnother: share > ANOTHER }).toMatchObject({ isAnother: true });
  }
  // A change that somebody would see is found: the same card without its picture is not the one that was kept.
  await screens.go('/ask/cards/o1');
  const [saved] = (await screens.engine.asks.cards({ account: null })).filter(({ id }) => id === 'o1');
  await screens.engine.asks.save({
    id: 'o1',
    account: 'a1',
    name: 'Cake',
    card: { ...CARD, imageUrl: null },
    followUps: [],
    version: saved?.version ?? null,
  });
  await screens.page.getByRole('button', { name: /^Show picture/ }).waitFor({ state: 'detached' });
  const planted = await pictureOf(screens, FORMS[0], 'ask-preview-planted');
  const { share } = await comparePictures(browser, readFileSync(join(KEPT, `${nameOf(FORMS[0])}.png`)), planted);
  expect(share).toBeGreaterThan(TOLERANCE);
});
