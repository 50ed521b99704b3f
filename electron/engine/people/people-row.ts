import type { EpochMs } from '#shared/time/instant.ts';

/** How the list can be sorted. */
export const SORT_KEYS = ['name', 'next', 'expires', 'last', 'optIn'] as const;
/** See {@link SORT_KEYS}. */
export type SortKey = (typeof SORT_KEYS)[number];

/** What the list keeps of one notification token. `null` = none or not known. */
export interface PeopleRow {
  readonly id: number;
  readonly recipientId: number;
  readonly accountId: number;
  readonly topic: string | null;
  readonly tokenZone: string | null;
  readonly personZone: string | null;
  readonly name: string | null;
  readonly isSuppressed: boolean;
  readonly isStopped: boolean;
  readonly isInvalid: boolean;
  readonly expiresAt: EpochMs | null;
  readonly lastAcceptedAt: EpochMs | null;
  readonly optedInAt: EpochMs | null;
  /**
   * When the token itself is free again: the platform's own time or the wait after our last send, the later of the two; 0 = it never
   * was bound. What else may hold a person back (another of their tokens, a planned message) is worked out for the rows shown only.
   */
  readonly freeAt: number;
}

/** The value of a row under a sort: a folded name, an instant, or `null` for none, which stands last in both directions. */
export type SortValue = string | number | null;

/** A place between rows that stays valid while rows come and go: the sort value and id of a row. */
export interface Place {
  readonly value: SortValue;
  readonly id: number;
}

/** Bits of a row's `flags`. */
export const FLAG = { suppressed: 1, stopped: 2, invalid: 4, gone: 8 } as const;

/** Rising order of two values of one sort; `null` stands last. */
export function compareValues(a: SortValue, b: SortValue): number {
  if (a === b) return 0;
  if (a === null) return 1;
  if (b === null) return -1;
  return a < b ? -1 : 1;
}
