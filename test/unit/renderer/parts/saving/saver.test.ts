import { expect, test } from 'vitest';
import { emptyBox, HandClock, LINE_LOST, NoteKeeper, openNote, REFUSED, rest } from './written-notes.ts';

const SAVE_AFTER_MS = 600;
const TRY_AGAIN_MS = 1_500;

function open(text = 'old') {
  const [keeper, clock, box] = [new NoteKeeper(text), new HandClock(), emptyBox()];
  return { keeper, clock, box, saver: openNote(keeper, clock, box) };
}

/** A gate for saves that is opened by hand. */
function holdSaves(keeper: NoteKeeper): () => Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  keeper.gate = promise;
  return async () => {
    resolve();
    await rest();
  };
}

test('what is written is saved once the keys have been quiet, as one save', async () => {
  const { keeper, clock, box, saver } = open();
  saver.edit({ text: 'n' });
  await clock.wind(SAVE_AFTER_MS - 1);
  saver.edit({ text: 'new' });
  await clock.wind(SAVE_AFTER_MS - 1);
  expect(keeper.orders).toHaveLength(0);
  expect(saver.read().state.kind).toBe('saving');
  await clock.wind(1);
  expect(keeper.note).toEqual({ id: 'n1', version: 2, text: 'new' });
  expect(keeper.orders).toHaveLength(1);
  expect(saver.read().state.kind).toBe('saved');
  expect(box.size()).toBe(0);
});

test('what was written before a reload stands there again and is saved', async () => {
  const { keeper, clock, box, saver } = open();
  saver.edit({ text: 'just before the reload' });
  const reopened = openNote(keeper, new HandClock(), box);
  expect(reopened.read().content.text).toBe('just before the reload');
  expect(await reopened.flush()).toBe(true);
  expect(keeper.note.text).toBe('just before the reload');
  expect(clock.waiting).toBe(1);
});

test('what is written while a save is under way goes with the next one, and survives a reload in between', async () => {
  const { keeper, clock, box, saver } = open();
  const release = holdSaves(keeper);
  saver.edit({ text: 'first' });
  await clock.wind(SAVE_AFTER_MS);
  saver.edit({ text: 'first and second' });
  await clock.wind(SAVE_AFTER_MS);
  expect(keeper.orders).toHaveLength(1);
  await release();
  expect(keeper.note.text).toBe('first');
  const reopened = openNote(keeper, new HandClock(), box);
  expect(reopened.read().content.text).toBe('first and second');
  expect(reopened.read().state.kind).toBe('saving');
  await clock.wind(SAVE_AFTER_MS);
  expect(keeper.note.text).toBe('first and second');
});

test('an engine that is gone is tried again until it is back; what it refused is tried with the next change', async () => {
  const { keeper, clock, box, saver } = open();
  keeper.trouble = LINE_LOST;
  saver.edit({ text: 'new' });
  await clock.wind(SAVE_AFTER_MS);
  expect(saver.read().state.kind).toBe('failed');
  expect(box.size()).toBe(1);
  await clock.wind(TRY_AGAIN_MS);
  keeper.trouble = null;
  await clock.wind(TRY_AGAIN_MS);
  expect(saver.read().state.kind).toBe('saved');
  expect(keeper.orders).toHaveLength(3);

  keeper.trouble = REFUSED;
  saver.edit({ text: 'new and far too long' });
  await clock.wind(SAVE_AFTER_MS);
  expect(saver.read().state).toEqual({ kind: 'failed', error: REFUSED });
  expect(clock.waiting).toBe(0);
  keeper.trouble = null;
  saver.edit({ text: 'short' });
  await clock.wind(SAVE_AFTER_MS);
  expect(keeper.note.text).toBe('short');
});

test('a text somebody else saved is taken over only where nothing unsaved stands', () => {
  const { keeper, saver } = open();
  saver.notice(keeper.write('theirs'));
  expect(saver.read()).toEqual({ content: { text: 'theirs' }, state: { kind: 'saved' }, epoch: 1 });
  saver.edit({ text: 'mine' });
  saver.notice(keeper.write('theirs again'));
  expect(saver.read().content.text).toBe('mine');
});

test('of two texts the person chooses: theirs stands here then', async () => {
  const { keeper, clock, box, saver } = open();
  saver.edit({ text: 'mine' });
  keeper.write('theirs');
  await clock.wind(SAVE_AFTER_MS);
  expect(saver.read()).toMatchObject({ content: { text: 'mine' }, state: { kind: 'stale', theirs: keeper.note } });
  saver.edit({ text: 'mine, longer' });
  expect(clock.waiting).toBe(0);
  expect(await saver.flush()).toBe(false);
  saver.takeTheirs();
  expect(saver.read()).toEqual({ content: { text: 'theirs' }, state: { kind: 'saved' }, epoch: 1 });
  expect(box.size()).toBe(0);
});

test('of two texts the person chooses: mine replaces theirs knowingly, and a reload before that shows both again', async () => {
  const { keeper, clock, box, saver } = open();
  saver.edit({ text: 'mine' });
  keeper.write('theirs');
  await clock.wind(SAVE_AFTER_MS);
  keeper.trouble = LINE_LOST;
  saver.keepMine();
  saver.edit({ text: 'mine, better' });
  await rest();
  expect(openNote(keeper, new HandClock(), box).read()).toMatchObject({
    content: { text: 'mine, better' },
    state: { kind: 'stale', theirs: { text: 'theirs' } },
  });
  keeper.trouble = null;
  expect(await saver.flush()).toBe(true);
  expect(keeper.note.text).toBe('mine, better');
  expect(keeper.replaced.map(({ text }) => text)).toEqual(['theirs']);
  saver.edit({ text: 'an ordinary change' });
  await clock.wind(SAVE_AFTER_MS);
  expect(keeper.replaced).toHaveLength(1);
  expect(box.size()).toBe(0);
});

test('a change that comes a moment later is made to what was typed meanwhile', () => {
  const { saver } = open('Thank you!');
  const insert = () => saver.edit(({ text }) => ({ text: `Sent by a program.\n${text}` }));
  saver.edit({ text: 'Thank you, Anna!' });
  insert();
  expect(saver.read().content.text).toBe('Sent by a program.\nThank you, Anna!');
});

test('a copy that says the same as what was saved, or that nobody can read, asks nothing', () => {
  const { keeper, clock, box } = open();
  box.setItem('note.n1', JSON.stringify({ version: 0, content: { text: 'old' } }));
  expect(openNote(keeper, clock, box).read().state.kind).toBe('saved');
  expect(box.size()).toBe(0);
  box.setItem('note.n1', '{"version":1,"content":{"tex');
  expect(openNote(keeper, clock, box).read()).toEqual({ content: { text: 'old' }, state: { kind: 'saved' }, epoch: 0 });
  expect(box.size()).toBe(1);
});

test('what another version of the app wrote and could not save stands there again and is saved', async () => {
  const { keeper, clock, box } = open();
  box.setItem('note.n1', JSON.stringify({ version: 1, content: { text: 'by a newer app', tone: 'warm' }, by: '2.0' }));
  const saver = openNote(keeper, clock, box);
  expect(saver.read()).toMatchObject({ content: { text: 'by a newer app' }, state: { kind: 'saving' } });
  expect(await saver.flush()).toBe(true);
  expect(keeper.orders.map(({ content }) => content)).toEqual([{ text: 'by a newer app' }]);
  expect(box.size()).toBe(0);
});

test('a browser without a store of its own still saves', async () => {
  const keeper = new NoteKeeper('old');
  const refuse = (): never => {
    throw new Error('The store is switched off.');
  };
  const saver = openNote(keeper, new HandClock(), { getItem: refuse, setItem: refuse, removeItem: refuse });
  saver.edit({ text: 'new' });
  expect(await saver.flush()).toBe(true);
  expect(keeper.note.text).toBe('new');
});
