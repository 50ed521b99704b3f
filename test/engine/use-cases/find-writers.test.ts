import { expect, test } from 'vitest';
import { selectOne } from '#engine/store/database.ts';
import { findWriters } from '#engine/use-cases/ask-find-writers.ts';
import type { Progress, UseCaseContext } from '#engine/use-cases/use-case.ts';
import { SECOND } from '#shared/time/duration.ts';
import { AskWorld } from '#test/support/ask-world.ts';

/** A search on a practice platform of 40 people, about a quarter of whom wrote before it began. */
function search(world: AskWorld, signal: AbortSignal, onTell: () => void = () => undefined) {
  const progress: Progress[] = [];
  const context = {
    parts: world.parts,
    services: { tell: onTell },
    signal,
    onProgress: (one: Progress) => void progress.push(one),
  };
  const asked = context as unknown as UseCaseContext; // what the search uses of it
  return { progress, found: findWriters.perform('ask.findWriters', { account: `a${world.account}` }, asked) };
}

const writersIn = (world: AskWorld): number =>
  Number(selectOne(world.db, 'SELECT count(*) AS n FROM recipient WHERE last_inbound_at_ms IS NOT NULL', [])?.['n']);

test('a search tells how many conversations it will open, opens only those that moved lately, and finds who wrote before the world began', async () => {
  const world = new AskWorld();
  const { progress, found } = search(world, new AbortController().signal);
  await world.pass(60 * SECOND);
  const { document } = await found;
  expect(document.conversations).toBe(40);
  expect(document.found).toBe(writersIn(world));
  expect(document.found).toBeGreaterThan(4);
  const opened = progress.filter(({ what }) => what === 'opened');
  // One call each: who has not written for a day is not opened at all.
  expect(opened.map(({ done }) => done)).toEqual(opened.map((_, index) => index));
  expect(new Set(opened.map(({ total }) => total))).toEqual(new Set([document.found]));
});

test('whoever was found stands in the list at once, and stays there when the search is given up', async () => {
  const world = new AskWorld();
  const stop = new AbortController();
  const seen: number[] = [];
  const { found } = search(world, stop.signal, () => {
    seen.push(writersIn(world));
    if (seen.length === 3) stop.abort('cancelled');
  });
  const ended = found.catch((error: unknown) => error);
  await world.pass(60 * SECOND);
  expect(await ended).toBe('cancelled');
  expect(seen).toEqual([1, 2, 3]);
  expect(writersIn(world)).toBe(3);
});
