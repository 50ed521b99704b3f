import { assertNever } from '#shared/lang/assert-never.ts';

/**
 * What a figure should be (DESIGN 11).
 *
 * `atMost`, `atLeast`: a bound on it. `none`: it is shown and nothing is asked of it.
 */
export type Goal =
  | { readonly kind: 'atMost'; readonly bound: number }
  | { readonly kind: 'atLeast'; readonly bound: number }
  | { readonly kind: 'none' };

/** Whether a figure meets its goal, the bound itself allowed; `null` when nothing is asked of it. */
export function meets(value: number, goal: Goal): boolean | null {
  switch (goal.kind) {
    case 'atMost':
      return value <= goal.bound;
    case 'atLeast':
      return value >= goal.bound;
    case 'none':
      return null;
    default:
      return assertNever(goal, 'goal');
  }
}

/** The goal in a few characters for a table, e.g. `≤ 2`; empty when nothing is asked. */
export function goalText(goal: Goal): string {
  if (goal.kind === 'none') return '';
  return `${goal.kind === 'atMost' ? '≤' : '≥'} ${goal.bound.toLocaleString('en')}`;
}
