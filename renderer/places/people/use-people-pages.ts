import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useCallback, useMemo, useState } from 'react';
import { ask } from '#renderer/client/engine-client.ts';
import type { Moment } from '#shared/contract/moment.ts';
import type { PeopleFilter, PeopleOrder } from '#shared/contract/people-filter.ts';
import type { PeoplePage, PeoplePageStart, PersonRow } from '#shared/contract/people-page.ts';

/** Rows of one page (Sundial's choice: some 100 KB, drawn in a moment). */
const PAGE_ROWS = 100;
/** Most pages held: 2,000 rows (issue 3, People). */
const MOST_PAGES = 20;

/** The rows that are loaded, a window on the whole list. */
export interface PeopleWindow {
  readonly rows: readonly PersonRow[];
  /** Number of the first loaded row in the whole list, from 0. */
  readonly offset: number;
  /** The list is still being made: sorting and search follow. */
  readonly isPreparing: boolean;
  /** Nothing has arrived yet. */
  readonly isPending: boolean;
  /** Shown rows are of the question before this one. */
  readonly isBehind: boolean;
  /** The engine's clock when it last answered. */
  readonly now: Moment | null;
  readonly error: unknown;
  readonly retry: () => void;
  /** Loads the page in front or behind, where there is one. */
  readonly loadBefore: () => void;
  readonly loadAfter: () => void;
  /** Names what the rows are an answer to: filter, sort and jump; `null` while they are of the question before. */
  readonly view: string | null;
  /** Whether the view is looked at from its end. */
  readonly isFromEnd: boolean;
  readonly jumpTo: (start: PeoplePageStart) => void;
}

const NONE: readonly PeoplePage[] = [];
const FIRST: PeoplePageStart = { kind: 'first' };
/** While a page is on its way no other is asked for; looking at `isFetching` would draw the screen twice more for every page. */
const BEHIND_OTHERS = { cancelRefetch: false } as const;

/** Loads people page by page in both directions, from the beginning or from where somebody jumped. */
export function usePeoplePages(filter: PeopleFilter, sort: PeopleOrder): PeopleWindow {
  const question = JSON.stringify([filter, sort]);
  const [jumped, setJumped] = useState({ question, start: FIRST, jump: 0 });
  const start = jumped.question === question ? jumped.start : FIRST;
  const view = JSON.stringify([question, start, jumped.jump]);
  const pages = useInfiniteQuery(
    ask.people.page.infiniteOptions({
      input: (from: PeoplePageStart) => ({ filter, sort, start: from, limit: PAGE_ROWS }),
      initialPageParam: start,
      getNextPageParam: ({ after }): PeoplePageStart | null =>
        after === null ? null : { kind: 'after', place: after },
      getPreviousPageParam: ({ before }): PeoplePageStart | null =>
        before === null ? null : { kind: 'before', place: before },
      maxPages: MOST_PAGES,
      // Comparing old rows with new ones where a page went in front would compare each with another person.
      structuralSharing: false,
      placeholderData: keepPreviousData,
      queryKey: [['people', 'page'], { type: 'infinite', view }],
    }),
  );
  const loaded = pages.data?.pages ?? NONE;
  const rows = useMemo(() => loaded.flatMap((page) => page.rows), [loaded]);
  const { hasPreviousPage, hasNextPage, fetchPreviousPage, fetchNextPage } = pages;
  // After a failure the person decides when to ask again: each drawing would ask once more.
  const mayLoad = pages.error === null;
  const jumpTo = useCallback(
    (to: PeoplePageStart) => setJumped(({ jump }) => ({ question, start: to, jump: jump + 1 })),
    [question],
  );
  return {
    rows,
    offset: (loaded[0]?.firstRow ?? 1) - 1,
    isPreparing: loaded[0]?.isPreparing === true,
    isPending: pages.isPending,
    isBehind: pages.isPlaceholderData,
    now: loaded.at(-1)?.now ?? null,
    error: pages.error,
    retry: () => void pages.refetch(),
    loadBefore: () => {
      if (mayLoad && hasPreviousPage) void fetchPreviousPage(BEHIND_OTHERS);
    },
    loadAfter: () => {
      if (mayLoad && hasNextPage) void fetchNextPage(BEHIND_OTHERS);
    },
    view: pages.isPlaceholderData ? null : view,
    isFromEnd: start.kind === 'last',
    jumpTo,
  };
}

/** Whether the engine has answered that nobody fits. */
export function isEmpty({ rows, isPending, error }: PeopleWindow): boolean {
  return rows.length === 0 && !isPending && error === null;
}
