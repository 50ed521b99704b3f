/**
 * Who is asked: everybody who may be, or exactly these people, e.g. `p9`. A person among these who can no longer be asked is left out
 * with a reason by the engine; nobody left of these never turns into everybody.
 */
export type Whom = { readonly kind: 'all' } | { readonly kind: 'these'; readonly people: readonly string[] };

/** Whom a wish means that is made now: everybody only where nobody was ever ticked. */
export function whomOf(chosen: ReadonlySet<string>): Whom {
  return chosen.size === 0 ? { kind: 'all' } : { kind: 'these', people: [...chosen] };
}

/** The people to name to the engine; `null` = everybody who may be asked. */
export function peopleOf(whom: Whom): string[] | null {
  return whom.kind === 'all' ? null : [...whom.people];
}
