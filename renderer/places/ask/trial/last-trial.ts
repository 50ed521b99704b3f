import type { AskSearch } from '../ask-address.ts';

/** A trial: whose, with which card, with whom. */
export interface KeptTrial extends AskSearch {
  readonly account: string;
}

let last: KeptTrial | null = null;

/** Keeps the trial as it is now for who leaves it meanwhile, to write a message for instance; until the page is loaded anew. */
export function rememberTrial(trial: KeptTrial): void {
  last = trial;
}

/**
 * The trial to go on with for somebody who arrives at this address; `null` = the address says all there is: a card or a person of its
 * own, or another account than the one that was tried last.
 */
export function trialToGoOnWith({ account, card, person }: AskSearch): KeptTrial | null {
  if (card !== undefined || person !== undefined || last?.person === undefined) return null;
  return account === undefined || account === last.account ? last : null;
}
