import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { ask } from '#renderer/client/engine-client.ts';
import type { AskablePage, AskableRow } from '#shared/contract/ask-answers.ts';
import { askAgainMs } from './ask-again.ts';

/** People fetched at a time. */
const PAGE = 100;

/** People whose window is open, as far as they were read. */
export interface Askable {
  readonly rows: readonly AskableRow[];
  /** The first page, with what holds for all; `null` = not read yet. */
  readonly first: AskablePage | null;
  /** Of the last reading; rows of the one before may still be there. */
  readonly error: Error | null;
  readonly retry: () => void;
  readonly hasMore: boolean;
  readonly isLoadingMore: boolean;
  readonly more: () => void;
}

/** Reads who can be asked, soonest window end first. */
export function useAskable(account: string, card: string | null): Askable {
  const read = useInfiniteQuery({
    ...ask.asks.people.infiniteOptions({
      input: (after: AskablePage['after']) => ({ account, card, after, limit: PAGE }),
      initialPageParam: null as AskablePage['after'], // the first page
      getNextPageParam: ({ after }) => after,
    }),
    placeholderData: keepPreviousData,
    // Windows end and times come while nothing else happens.
    refetchInterval: ({ state }) => askAgainMs(state.data?.pages ?? []),
  });
  const pages = read.data?.pages ?? [];
  return {
    rows: pages.flatMap(({ rows }) => rows),
    first: pages[0] ?? null,
    error: read.error,
    retry: () => void read.refetch(),
    hasMore: read.hasNextPage,
    isLoadingMore: read.isFetchingNextPage,
    more: () => void read.fetchNextPage(),
  };
}
