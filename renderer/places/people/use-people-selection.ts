import { useMemo, useState } from 'react';
import type { PeopleFilter, Who } from '#shared/contract/people-filter.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';

/** Who is selected: some, or everybody who fits the filter. */
export interface PeopleSelection {
  /** How many; of everybody, how many fit. */
  readonly count: number;
  /** Whether somebody can be selected right now: not while the rows that are shown are those of another question. */
  readonly mayChoose: boolean;
  /** Whether everybody shown is selected. */
  readonly isAll: boolean;
  /** Whether everybody who fits the filter is meant, those not loaded too. */
  readonly isMatching: boolean;
  readonly has: (permission: string) => boolean;
  readonly toggle: (permission: string) => void;
  /** Selects those that are loaded, or nobody when they are. */
  readonly toggleAll: () => void;
  readonly selectMatching: () => void;
  readonly clear: () => void;
  /** For the engine; `null` = nobody is selected. */
  readonly who: Who | null;
}

type Chosen = { readonly kind: 'these'; readonly ids: ReadonlySet<string> } | { readonly kind: 'matching' };

const NOBODY: Chosen = { kind: 'these', ids: new Set() };

/** Keeps who is selected; another filter selects nobody. `rows` are those of this filter; `null` = they have not come yet. */
export function usePeopleSelection(
  filter: PeopleFilter,
  rows: readonly PersonRow[] | null,
  fitting: number | null,
): PeopleSelection {
  const key = JSON.stringify(filter);
  const [state, setState] = useState({ key, chosen: NOBODY });
  const chosen = state.key === key ? state.chosen : NOBODY;
  return useMemo(() => {
    const choose = (next: Chosen): void => setState({ key, chosen: next });
    const loaded = (rows ?? []).map(({ permission }) => permission);
    const ids = chosen.kind === 'these' ? chosen.ids : new Set(loaded);
    const isAll = chosen.kind === 'matching' || (loaded.length > 0 && loaded.every((id) => ids.has(id)));
    return {
      count: chosen.kind === 'matching' ? (fitting ?? loaded.length) : ids.size,
      mayChoose: rows !== null,
      isAll,
      isMatching: chosen.kind === 'matching',
      has: (permission) => chosen.kind === 'matching' || ids.has(permission),
      toggle: (permission) => choose({ kind: 'these', ids: toggled(ids, permission) }),
      toggleAll: () => choose(isAll ? NOBODY : { kind: 'these', ids: new Set([...ids, ...loaded].slice(0, MOST)) }),
      selectMatching: () => choose({ kind: 'matching' }),
      clear: () => choose(NOBODY),
      who: whoOf(chosen, filter),
    };
  }, [key, chosen, rows, fitting, filter]);
}

/** Most people that are named one by one; more are meant by the filter (contract, `whoSchema`). */
const MOST = 2_000;

function toggled(ids: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(ids);
  if (!next.delete(id) && next.size < MOST) next.add(id);
  return next;
}

function whoOf(chosen: Chosen, filter: PeopleFilter): Who | null {
  if (chosen.kind === 'matching') return { kind: 'matching', filter };
  return chosen.ids.size === 0 ? null : { kind: 'these', permissions: [...chosen.ids] };
}
