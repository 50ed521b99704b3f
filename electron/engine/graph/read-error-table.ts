import type { AccountStopReason } from '#shared/domain/account.ts';
import { type ErrorSigns, effectOf } from './error-lookup.ts';

/** What is read; the same code may mean different things for different reads. */
export type ReadSubject = 'token' | 'list' | 'account';

/** Why a read gave no value. */
export type ReadRefusal =
  | { readonly kind: 'gone' }
  | { readonly kind: 'refused'; readonly stop: AccountStopReason }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'noAnswer' };

/** An error that means, for some reads, that the thing asked for does not exist. */
export interface GoneRule {
  readonly code: number;
  /** `null` = none: any other subcode means something else. */
  readonly subcode: number | null;
  readonly subjects: readonly ReadSubject[];
  readonly source: string;
}

/**
 * Errors of reads that differ from those of sends; all others follow the table of sends.
 *
 * Plain code 100 is not among them, although META-API 3.4 names it as one answer to an unknown token: the platform also gives it for
 * every bad parameter (META-API 4.3), so one wrong field name or a changed API version would make every token that is read invalid.
 * It is `noAnswer`; a campaign whose tokens answer so pauses after three refusals (RELIABILITY B-36). Sundial's choice.
 */
export const GONE_TABLE: readonly GoneRule[] = [
  { code: 100, subcode: 33, subjects: ['token'], source: 'META-API 3.4, 4.3' },
  {
    code: 803,
    subcode: null,
    subjects: ['token'],
    source: 'known Graph API code for an unknown object, not in META-API',
  },
  { code: 2300004, subcode: null, subjects: ['token'], source: 'META-API 4.3, New API' },
  { code: 2300005, subcode: null, subjects: ['token'], source: 'META-API 4.3, New API' },
  { code: 2300037, subcode: null, subjects: ['token'], source: 'META-API 4.3, New API' },
];

/**
 * What an error answer to a read means. `gone` only from a refusal (4xx) with one of the codes above: a token is called invalid on
 * that alone (DESIGN 4, Stops). Codes that concern a send only, and unknown ones, are `noAnswer`: asking again is safe.
 */
export function readRefusalOf(signs: ErrorSigns, subject: ReadSubject): ReadRefusal {
  const isRefusal = signs.httpStatus >= 400 && signs.httpStatus < 500;
  if (isRefusal && isGone(signs, subject)) return { kind: 'gone' };
  const { outcome, accountStop } = effectOf(signs);
  if (accountStop === null) return { kind: 'noAnswer' };
  if (accountStop === 'throttled' || accountStop === 'stopRate') return { kind: 'throttled' };
  return outcome === 'uncertain' ? { kind: 'noAnswer' } : { kind: 'refused', stop: accountStop };
}

function isGone({ code, subcode }: ErrorSigns, subject: ReadSubject): boolean {
  return GONE_TABLE.some((line) => line.code === code && line.subcode === subcode && line.subjects.includes(subject));
}
