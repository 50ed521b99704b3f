import { useNavigate, useSearch } from '@tanstack/react-router';
import { useCallback, useMemo } from 'react';
import { PEOPLE_SORTS, type PeopleFilter, type PeopleOrder } from '#shared/contract/people-filter.ts';
import { ZONE_TROUBLES } from '#shared/contract/person-zone.ts';
import { TOKEN_STATUSES } from '#shared/domain/notification-token.ts';

/** What stands in the address of People: only what is not as usual, so that it stays short. */
export interface PeopleSearch {
  readonly q?: string;
  readonly account?: string;
  readonly topic?: string;
  readonly zone?: string;
  readonly trouble?: (typeof ZONE_TROUBLES)[number];
  /** The text given as a zone. */
  readonly given?: string;
  readonly status?: (typeof TOKEN_STATUSES)[number];
  readonly sort?: (typeof PEOPLE_SORTS)[number];
  readonly falling?: boolean;
  /** Whose drawer is open, e.g. `p12`. */
  readonly person?: string;
}

/** Reads the address; what makes no sense in it counts as not given. */
export function readPeopleSearch(search: Readonly<Record<string, unknown>>): PeopleSearch {
  const text = (key: string): string | undefined => {
    const value = search[key];
    if (typeof value === 'number') return String(value);
    return typeof value === 'string' && value !== '' ? value.slice(0, 200) : undefined;
  };
  return given({
    q: text('q'),
    account: text('account'),
    topic: text('topic'),
    zone: text('zone'),
    trouble: ZONE_TROUBLES.find((one) => one === search['trouble']),
    given: text('given'),
    status: TOKEN_STATUSES.find((one) => one === search['status']),
    sort: PEOPLE_SORTS.find((one) => one === search['sort']),
    falling: search['falling'] === true ? true : undefined,
    person: text('person'),
  });
}

/** Where somebody is in People, and the way to another view of it. */
export interface PeopleAddress {
  readonly search: PeopleSearch;
  readonly filter: PeopleFilter;
  readonly sort: PeopleOrder;
  /** Whether anything is filtered out. */
  readonly isFiltered: boolean;
  /** Goes to another view; what is not named stays, `undefined` takes away. */
  readonly go: (to: { readonly [Key in keyof PeopleSearch]: PeopleSearch[Key] | undefined }, how?: Going) => void;
}

/** How a view changes: `replace` leaves no step to go back to. */
export interface Going {
  readonly replace: boolean;
}

/** The address of People in its parts. */
export function usePeopleAddress(): PeopleAddress {
  const raw: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const key = JSON.stringify(readPeopleSearch(raw));
  const go = useCallback<PeopleAddress['go']>(
    (to, how) => {
      void navigate({
        to: '/people',
        search: (before: Readonly<Record<string, unknown>>) => given({ ...readPeopleSearch(before), ...to }),
        replace: how?.replace ?? false,
      });
    },
    [navigate],
  );
  return useMemo(() => {
    const search = JSON.parse(key) as PeopleSearch; // written two lines above
    const filter = filterOf(search);
    const { search: words, ...others } = filter;
    const isFiltered = words.trim() !== '' || Object.values(others).some((value) => value !== null);
    const sort: PeopleOrder = { by: search.sort ?? 'name', direction: search.falling === true ? 'falling' : 'rising' };
    return { search, filter, sort, isFiltered, go };
  }, [key, go]);
}

/** Nothing filtered out. */
export const NO_FILTER: { readonly [Key in keyof PeopleSearch]: undefined } = {
  q: undefined,
  account: undefined,
  topic: undefined,
  zone: undefined,
  trouble: undefined,
  given: undefined,
  status: undefined,
};

function filterOf(search: PeopleSearch): PeopleFilter {
  return {
    account: search.account ?? null,
    topic: search.topic ?? null,
    zone: search.zone ?? null,
    trouble: search.trouble ?? null,
    zoneText: search.given ?? null,
    status: search.status ?? null,
    search: search.q ?? '',
  };
}

function given(search: { readonly [Key in keyof PeopleSearch]: PeopleSearch[Key] | undefined }): PeopleSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
