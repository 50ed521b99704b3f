import { EFFECTS, type ErrorEffect, type ErrorRule } from './error-rule.ts';
import { ERROR_TABLE } from './error-table.ts';

/** The parts of an error answer that decide; texts never do, they are localised (META-API 4.2). */
export interface ErrorSigns {
  /** `null` when the answer had none. */
  readonly code: number | null;
  readonly subcode: number | null;
  /** `error.is_transient`; `null` when not given. */
  readonly isTransient: boolean | null;
  readonly httpStatus: number;
}

const key = (code: number, subcode: number | null): string => `${code}/${subcode ?? ''}`;

const EXACT: ReadonlyMap<string, ErrorRule> = new Map(
  ERROR_TABLE.flatMap((line) => (typeof line.code === 'number' ? [[key(line.code, line.subcode), line] as const] : [])),
);
const RANGES = ERROR_TABLE.flatMap(({ code, ...line }) =>
  typeof code === 'number' ? [] : [{ ...line, code, from: code[0], to: code[1] }],
);

/** The line of the table for an error: code with subcode, else code, else a range; `null` when the code is unknown. */
export function findErrorRule(code: number, subcode: number | null): ErrorRule | null {
  return (
    EXACT.get(key(code, subcode)) ??
    EXACT.get(key(code, null)) ??
    RANGES.find((range) => code >= range.from && code <= range.to) ??
    null
  );
}

/**
 * What an error answer to a send means: by the table, or for an unknown code by its HTTP status.
 *
 * Only a refusal (4xx) is taken as proof that nothing was executed. With any other status an effect that would let the message go
 * out again becomes `uncertain` (RELIABILITY A3.5, 0.7), while a person's stop counts always (DESIGN 4, Stops) and whatever stops
 * the account still does.
 */
export function effectOf(signs: ErrorSigns): ErrorEffect {
  const known = signs.code === null ? null : findErrorRule(signs.code, signs.subcode);
  const effect = known ?? effectOfUnknown(signs);
  if (signs.httpStatus >= 400 && signs.httpStatus < 500) return effect;
  if (effect.outcome === 'stopped') return effect;
  if (signs.httpStatus < 300 && IS_FINAL[effect.outcome]) return effect;
  return { outcome: 'uncertain', accountStop: effect.accountStop };
}

/** Outcomes after which the message is never tried again. */
const IS_FINAL: Readonly<Record<ErrorEffect['outcome'], boolean>> = {
  stopped: true,
  unavailable: true,
  invalidToken: true,
  badRequest: true,
  tooEarly: false,
  throttled: false,
  unauthorized: false,
  blocked: false,
  uncertain: false,
};

/**
 * A code that is in no document. One that calls itself transient proves nothing. 401 and 403 stop the account, 404 and 410 mean
 * that the interface is gone (RELIABILITY 0.1); any other 4xx counts as a bad request, so that the campaign pauses after three
 * instead of burning through its audience (RELIABILITY B-36).
 */
function effectOfUnknown({ httpStatus, isTransient }: ErrorSigns): ErrorEffect {
  if (httpStatus === 429) return EFFECTS.throttled;
  if (isTransient === true || httpStatus < 400 || httpStatus >= 500) return EFFECTS.uncertain;
  if (httpStatus === 401) return EFFECTS.unauthorized;
  if (httpStatus === 403) return EFFECTS.permission;
  if (httpStatus === 404 || httpStatus === 410) return EFFECTS.gone;
  return EFFECTS.badRequest;
}
