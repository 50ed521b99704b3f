import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ASK_TABS } from './ask-tabs.ts';

/** What stands in the address of the tabs of Ask: whose, with which card, and of whom. */
export interface AskSearch {
  readonly account?: string;
  /** The card that is chosen, e.g. `o3`. */
  readonly card?: string;
  /** The person it is about, e.g. `p9`. */
  readonly person?: string;
}

/** Reads the address; what makes no sense in it counts as not given. */
export function readAskSearch(search: Readonly<Record<string, unknown>>): AskSearch {
  const id = (key: string): string | undefined => {
    const value = search[key];
    return typeof value === 'string' && /^[a-z]\d{1,15}$/u.test(value) ? value : undefined;
  };
  return given({ account: id('account'), card: id('card'), person: id('person') });
}

/** Where somebody is in a tab of Ask, and the way to another view of it. */
export interface AskAddress {
  readonly search: AskSearch;
  /** Goes to another view; what is not named stays, `undefined` takes away. */
  readonly go: (to: { readonly [Key in keyof AskSearch]: AskSearch[Key] | undefined }) => void;
}

/** The address of a tab. */
export function useAskAddress(to: (typeof ASK_TABS)[number]['to']): AskAddress {
  const search = readAskSearch(useSearch({ strict: false }));
  const navigate = useNavigate();
  return {
    search,
    go: (change) => void navigate({ to, search: given({ ...search, ...change }), replace: true }),
  };
}

function given(search: { readonly [Key in keyof AskSearch]: AskSearch[Key] | undefined }): AskSearch {
  return Object.fromEntries(Object.entries(search).filter(([, value]) => value !== undefined));
}
