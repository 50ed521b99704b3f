import { startEngine } from '#cli/start-engine.ts';
import type { Engine } from '#engine/engine.ts';
import { listKeeper } from '#engine/people/list-keeper.ts';
import type { PeopleFilter, PeopleOrder } from '#shared/contract/people-filter.ts';
import type { PeoplePage } from '#shared/contract/people-page.ts';
import { benchInvocation } from './bench-invocation.ts';
import { input, memoryMiB, report } from './child.ts';
import { median } from './median.ts';

/** What the parent asks for. */
export interface PeopleInput {
  readonly folder: string;
}

/** Milliseconds of the People screen's questions to an engine. */
export interface PeopleReport {
  /** First rows after the engine's start, when nothing is prepared. */
  readonly firstRowsMs: number;
  /** Until sorting and search stand, from that first question on. */
  readonly preparedMs: number;
  /** First page in the usual order, when all is prepared; median. */
  readonly pageMs: number;
  /** The slowest answer of each kind, each asked for the first time. */
  readonly filterMs: number;
  readonly sortMs: number;
  readonly searchMs: number;
  readonly countMs: number;
  readonly memoryMiB: number;
}

const ALL: PeopleFilter = {
  account: null,
  topic: null,
  zone: null,
  trouble: null,
  zoneText: null,
  status: null,
  search: '',
};
const BY_NAME: PeopleOrder = { by: 'name', direction: 'rising' };

const FILTERS: readonly Partial<PeopleFilter>[] = [
  { topic: 'Weekly offers' },
  { zone: 'Asia/Kathmandu' },
  { trouble: 'unknown' },
  { status: 'stopped' },
  { status: 'active', topic: 'New arrivals', zone: 'Europe/Rome' },
];
const SEARCHES = ['ann', 'a', 'anna ros', 'nobody at all', '71'];
const SORTS: readonly PeopleOrder[] = (['next', 'last', 'optIn', 'expires', 'name'] as const).flatMap((by) => [
  { by, direction: 'falling' },
  { by, direction: 'rising' },
]);

/** Pages of which the median is taken. */
const PAGES = 25;

async function measure({ folder }: PeopleInput): Promise<void> {
  const engine = await startEngine(benchInvocation(folder), { store: 'threads' });
  const page = (filter: Partial<PeopleFilter>, sort: PeopleOrder): Promise<PeoplePage> =>
    ask<PeoplePage>(engine, 'people.page', {
      filter: { ...ALL, ...filter },
      sort,
      start: { kind: 'first' },
      limit: 100,
    });
  const startedAt = performance.now();
  const first = await page({}, BY_NAME);
  const firstRowsMs = performance.now() - startedAt;
  if (first.rows.length !== 100) throw new Error('The first page is not full.');
  await listKeeper(engine).ready();
  const preparedMs = performance.now() - startedAt;
  const pages: number[] = [];
  for (let round = 0; round < PAGES; round++) pages.push(await timed(() => page({}, BY_NAME)));
  const worst = async (questions: readonly (() => Promise<unknown>)[]): Promise<number> => {
    let slowest = 0;
    for (const question of questions) slowest = Math.max(slowest, await timed(question));
    return slowest;
  };
  report({
    firstRowsMs,
    preparedMs,
    pageMs: median(pages),
    sortMs: await worst(SORTS.map((sort) => () => page({}, sort))),
    filterMs: await worst(FILTERS.map((filter) => () => page(filter, BY_NAME))),
    searchMs: await worst(SEARCHES.map((search) => () => page({ search }, BY_NAME))),
    countMs: await worst(FILTERS.map((filter) => () => ask(engine, 'people.count', { filter: { ...ALL, ...filter } }))),
    memoryMiB: memoryMiB(),
  } satisfies PeopleReport);
  await engine.stop('finish');
}

async function ask<Answer>(engine: Engine, name: 'people.page' | 'people.count', question: unknown): Promise<Answer> {
  const asked = { signal: new AbortController().signal, onProgress: () => undefined };
  const answered = await engine.run(name, question, asked);
  if (answered.kind !== 'document') throw new Error(`${name} answers with rows.`);
  return answered.document as Answer; // what the use case of this name returns
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const startedAt = performance.now();
  await work();
  return performance.now() - startedAt;
}

await measure(input() as PeopleInput); // given by the case that starts this script
