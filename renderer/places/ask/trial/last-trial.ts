import type { AskSearch } from '../ask-address.ts';

let last: AskSearch = {};

/** Keeps the card and the tester for who leaves the trial meanwhile, to write a message for instance; until the page is loaded anew. */
export function rememberTrial(search: AskSearch): void {
  if (search.card !== undefined || search.person !== undefined) last = search;
}

/** The trial that was looked at last; empty = none. */
export function lastTrial(): AskSearch {
  return last;
}
