import { describe, expect, test } from 'vitest';
import { readCard } from '#practice/content/card-content.ts';
import { limitsWith } from '#practice/rules/limits.ts';
import type { OptInCard } from '#shared/domain/opt-in.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import { optInMessageJson } from '#shared/rules/opt-in-message.ts';
import { looksAlike, titlesOf } from '#shared/rules/opt-in-titles.ts';

const CARD: OptInCard = {
  title: 'Fresh bread every Friday',
  imageUrl: 'https://bakery.example/bread.png',
  imageRatio: 'SQUARE',
  callToAction: 'ALLOW',
  zone: 'Europe/Rome',
  payload: 'card-1',
  elements: [],
  hasFrequency: false,
};
const ELEMENT = { title: 'Cakes', imageUrl: null, payload: 'card-1-1', isReoptin: null };

describe('the message of a card that asks', () => {
  test('holds what the card says, in the order of the document, and nothing else', () => {
    expect(optInMessageJson(CARD)).toBe(
      '{"attachment":{"type":"template","payload":{"template_type":"notification_messages","notification_messages_timezone":"Europe/Rome","title":"Fresh bread every Friday","image_url":"https://bakery.example/bread.png","image_aspect_ratio":"SQUARE","notification_messages_cta_text":"ALLOW","payload":"card-1"}}}',
    );
  });

  test.each(['UTC', 'Etc/UTC', 'Zulu', null])('never names the zone %s, which nobody lives in', (zone) => {
    expect(optInMessageJson({ ...CARD, zone })).not.toContain('timezone');
  });

  test.each([
    ['a single card', CARD],
    [
      'a card with nothing but its payload',
      { ...CARD, title: null, imageUrl: null, imageRatio: null, callToAction: null, zone: null },
    ],
    ['a carousel of one', { ...CARD, elements: [ELEMENT], hasFrequency: true }],
    ['a carousel of five', { ...CARD, elements: Array.from({ length: 5 }, () => ELEMENT), hasFrequency: true }],
  ])('is taken by the practice platform and by our own check: %s', (_name, card) => {
    const message: unknown = JSON.parse(optInMessageJson(card));
    expect(readCard(message, limitsWith())).toMatchObject({ kind: 'ok' });
    expect(messageProblems(message, { platform: 'messenger', purpose: 'optInRequest' })).toEqual([]);
  });

  test('counts the same titles as the platform does: its own, the default one, and those of its elements', () => {
    for (const card of [
      CARD,
      { ...CARD, title: null },
      { ...CARD, elements: [ELEMENT, { ...ELEMENT, title: null }], hasFrequency: true },
    ]) {
      const read = readCard(JSON.parse(optInMessageJson(card)), limitsWith());
      expect(read.kind === 'ok' && read.titles.map(({ title }) => title)).toEqual(
        titlesOf(card).map(({ title }) => title),
      );
    }
  });
});

describe('titles that look alike', () => {
  const title = (text: string, imageUrl: string | null = null) => ({ title: text, imageUrl });

  test.each([
    ['case', 'Fresh Bread', 'fresh bread'],
    ['spaces', 'Fresh  bread ', 'Fresh bread'],
    ['emoji', 'Fresh bread 🥖', 'Fresh bread'],
    ['signs', 'Fresh bread!', 'Fresh bread'],
    ['Unicode forms', 'Caffe\u0301', 'Caffé'],
    ['wide letters', 'ＮＥＷＳ', 'News'],
  ])('differ by %s only', (_by, one, other) => {
    expect(looksAlike(title(one), title(other))).toBe(true);
  });

  test('differ by the address of the same picture', () => {
    const one = title('Bread', 'https://cdn.example/a/bread.png?v=1');
    expect(looksAlike(one, title('Cakes', 'https://shop.example/bread.jpg'))).toBe(true);
  });

  test('other words are other titles, and two titles of emoji alone are not taken for one', () => {
    expect(looksAlike(title('Bread'), title('Cakes'))).toBe(false);
    expect(looksAlike(title('🥖'), title('🍰'))).toBe(false);
  });
});
