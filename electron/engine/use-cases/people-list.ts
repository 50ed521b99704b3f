import { z } from 'zod';
import { listKeeper } from '#engine/people/list-keeper.ts';
import { isPlain, listQuestion, listSort } from '#engine/people/list-question.ts';
import { personRowView, type ViewTools } from '#engine/people/person-view.ts';
import { accountRules } from '#engine/people/standing.ts';
import { findZone } from '#engine/people/zone-view.ts';
import { momentTeller } from '#engine/screens/moments.ts';
import { type PeopleFilter, peopleFilterSchema, peopleSortSchema } from '#shared/contract/people-filter.ts';
import { type PeoplePage, pageStartSchema } from '#shared/contract/people-page.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Up to so many people the list is made before the first page is shown: it takes less than anybody notices (Sundial's choice). */
const QUICKLY_MADE = 20_000;

/** A page of people, sorted and filtered, quick however many there are (issue 3, People). */
export const pagePeople = documentUseCase({
  input: z.strictObject({
    filter: peopleFilterSchema,
    sort: peopleSortSchema,
    start: pageStartSchema,
    limit: z.int().min(1).max(200),
  }),
  run: async ({ filter, sort, start, limit }, context): Promise<PeoplePage> => {
    const { store } = context.parts;
    const keeper = listKeeper(context);
    if (!keeper.isReady) {
      const isSimple = isPlain(filter) && start.kind === 'first';
      if (isSimple && (await store.read('people.span', null)) > QUICKLY_MADE) {
        keeper.makeBehind();
        return byArrival(context, limit);
      }
      await keeper.ready();
    }
    const question = await listQuestion(context, filter);
    const page = await store.read('people.page', { ...question, sort: listSort(sort), start, limit }, { lane: 'list' });
    keeper.refreshBehind();
    const { before, after, firstRow } = page;
    return { ...(await rowsOf(context, page.ids)), before, after, firstRow, isPreparing: false };
  },
});

/** How many people fit; about, while the list is being made. */
export const countPeople = documentUseCase({
  input: z.strictObject({ filter: peopleFilterSchema }),
  run: async ({ filter }, context) => {
    const { store } = context.parts;
    const keeper = listKeeper(context);
    if (!keeper.isReady && isPlain(filter)) {
      const span = await store.read('people.span', null);
      if (span > QUICKLY_MADE) return { count: span, isExact: false };
    }
    return { count: await exactCount(context, filter), isExact: true };
  },
});

/** What people can be filtered by. */
export const choosePeople = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context) => {
    const { store, zones: table } = context.parts;
    const accounts = await store.read('account.list', null);
    const hasPeople = (await store.read('people.span', null)) > 0;
    const campaigns = await store.read('campaign.list', { accountId: null });
    const base = {
      accounts: accounts.map(({ id, name }) => ({ id: toPublicId('account', id), name })),
      hasPeople,
      campaigns: campaigns.map(({ campaign: { id, name } }) => ({ id: toPublicId('campaign', id), name })),
    };
    if (!hasPeople) return { ...base, topics: [], zones: [] };
    await listKeeper(context).ready();
    const question = await listQuestion(context, EVERYBODY);
    const { topics, zones } = await store.read('people.choices', question, { lane: 'list' });
    const byZone = new Map<string, number>();
    for (const { tokenZone, personZone, count } of zones) {
      const { name } = findZone(table, tokenZone, personZone);
      if (name !== null) byZone.set(name, (byZone.get(name) ?? 0) + count);
    }
    return {
      ...base,
      topics: topics.flatMap(({ topic, count }) => (topic === null ? [] : [{ topic, count }])),
      zones: [...byZone].map(([zone, count]) => ({ zone, count })).toSorted((a, b) => (a.zone < b.zone ? -1 : 1)),
    };
  },
});

/** A filter that lets everybody through. */
export const EVERYBODY: PeopleFilter = {
  account: null,
  topic: null,
  zone: null,
  trouble: null,
  zoneText: null,
  status: null,
  search: '',
};

/** What rows are shown with, looked up once for many. */
export async function viewTools(context: UseCaseContext): Promise<ViewTools> {
  const { parts } = context;
  const [rulesOf, tell] = await Promise.all([accountRules(context), momentTeller(context)]);
  return { zones: parts.zones, rulesOf, tell, now: parts.ports.clock.now() };
}

/** How many fit; makes the list first. */
async function exactCount(context: UseCaseContext, filter: PeopleFilter): Promise<number> {
  await listKeeper(context).ready();
  return context.parts.store.read('people.count', await listQuestion(context, filter), { lane: 'list' });
}

async function rowsOf(context: UseCaseContext, ids: readonly number[]): Promise<Pick<PeoplePage, 'rows' | 'now'>> {
  const tools = await viewTools(context);
  const rows = await context.parts.store.read('people.rows', { ids, now: tools.now });
  return { rows: rows.map((row) => personRowView(row, tools)), now: tools.tell(tools.now, null) };
}

async function byArrival(context: UseCaseContext, limit: number): Promise<PeoplePage> {
  const ids = await context.parts.store.read('people.byArrival', { limit });
  return { ...(await rowsOf(context, ids)), before: null, after: null, firstRow: null, isPreparing: true };
}
