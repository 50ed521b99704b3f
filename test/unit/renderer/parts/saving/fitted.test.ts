import { expect, test } from 'vitest';
import { z } from 'zod';
import { fittedTo } from '#renderer/parts/saving/fitted.ts';
import { draftContentSchema } from '#shared/contract/message-draft.ts';
import { cardSchema, followUpsSchema } from '#shared/contract/opt-in-card.ts';

const written = z.strictObject({ name: z.string(), card: cardSchema, followUps: followUpsSchema });
const element = { title: 'Bread', imageUrl: null, payload: 'p1', isReoptin: null };
const card = {
  title: 'Saved',
  imageUrl: null,
  imageRatio: null,
  callToAction: null,
  zone: null,
  payload: 'ask-1',
  elements: [element],
  hasFrequency: true,
};
const saved = { name: 'Bakery', card, followUps: ['Thank you!'] };
const mine = { ...saved, card: { ...card, title: 'Written and never saved' } };

const without = (name: string, fields: object): object =>
  Object.fromEntries(Object.entries(fields).filter(([key]) => key !== name));

test('what a newer app wrote is kept without the fields this one does not know', () => {
  const newer = {
    ...mine,
    colour: 'red',
    card: { ...mine.card, tone: 'warm', elements: [{ ...element, title: 'Cake', badge: 1 }] },
  };
  expect(fittedTo(written, newer, saved)).toEqual({
    ...mine,
    card: { ...mine.card, elements: [{ ...element, title: 'Cake' }] },
  });
});

test('what an older app did not know yet comes from what is saved', () => {
  const older = without('hasFrequency', mine.card);
  expect(fittedTo(written, { name: 'Mine', card: older }, saved)).toEqual({ ...mine, name: 'Mine' });
  const olderElement = without('isReoptin', { ...element, title: 'Cake' });
  expect(fittedTo(written, { ...mine, card: { ...mine.card, elements: [olderElement] } }, saved)).toEqual({
    ...mine,
    card: { ...mine.card, elements: [{ ...element, title: 'Cake' }] },
  });
});

test('a text that is longer than Sundial keeps is still what somebody wrote', () => {
  const long = { ...mine, followUps: ['x'.repeat(5_000)] };
  expect(fittedTo(written, long, saved)).toEqual(long);
});

test('a time of a kind nobody here knows is the saved one, and the words beside it stay', () => {
  const schedule = {
    time: { kind: 'local', date: '2030-01-01', time: '10:00' },
    zone: 'recipient',
    window: null,
    outsideWindow: 'nextWindow',
    alreadyPast: 'nextDay',
    unknownZone: 'skip',
    late: 'missed',
    lateMinutes: 60,
    onConflict: 'move',
  };
  const draft = draftContentSchema.parse({
    account: 'a1',
    name: 'Brunch',
    topics: [],
    messageJson: '{"text":"saved"}',
    schedule,
    answeredBy: null,
  });
  const copy = { ...draft, messageJson: '{"text":"mine"}', schedule: { ...schedule, time: { kind: 'sunrise' } } };
  expect(fittedTo(draftContentSchema, copy, draft)).toEqual({ ...draft, messageJson: '{"text":"mine"}' });
});
