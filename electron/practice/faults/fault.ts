/** Calls a fault can be put on: a POST of a message, a page of the token list, the read of one token. */
export const FAULT_CALLS = ['send', 'list', 'token'] as const;
/** See {@link FAULT_CALLS}. */
export type FaultCall = (typeof FAULT_CALLS)[number];

/**
 * What can go wrong.
 *
 * - `delay`: waits `ms`, then goes on as if nothing were.
 * - `resetBefore`: the connection is reset before anything is done.
 * - `resetAfter`: done and on disk, then the connection is reset instead of an answer.
 * - `cutBody`: done and on disk, then half the answer's body leaves and the connection ends.
 * - `status`: a bare HTTP status (500) with a plain text, or with an error object when `code` is given.
 * - `html`: an HTML page (502), as gateways send it.
 * - `redirect`: a redirection (302) to another path of this server.
 * - `error`: an error object with `code` (2) and `subcode`; HTTP 500 for codes 1 and 2, else 400, unless `status` says so.
 */
export const FAULT_KINDS = [
  'delay',
  'resetBefore',
  'resetAfter',
  'cutBody',
  'status',
  'html',
  'redirect',
  'error',
] as const;
/** See {@link FAULT_KINDS}. */
export type FaultKind = (typeof FAULT_KINDS)[number];

/** One entry of a faults file with its defaults filled in. */
export type Fault = {
  readonly on: FaultCall;
  /** Only calls about this notification token; `null` = any. */
  readonly token: string | null;
  /** First matching call it strikes, counted from 1. */
  readonly nth: number;
  /** How many matching calls in a row it strikes. */
  readonly times: number;
  readonly do: FaultKind;
  /** Milliseconds to wait before it strikes; for `delay` all there is to it. */
  readonly ms: number;
  /** HTTP status; `null` = the kind's own. */
  readonly status: number | null;
  /** Graph code; `null` = none for `status`, 2 for `error`. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** Whether the call is carried out although its answer is replaced; always so for resetAfter, cutBody and delay. */
  readonly accept: boolean;
};
