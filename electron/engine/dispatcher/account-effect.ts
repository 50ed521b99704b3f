import type { SendAnswer } from '#engine/graph/graph-api.ts';
import type { AccountStopReason } from '#shared/domain/account.ts';
import { DAY, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { ACCOUNT_BACKOFF, backoffMs } from './backoff.ts';

/** How an account stops; `until` `null` = frozen until a person acts, or until the cause is seen to be gone. */
export interface AccountStop {
  readonly reason: AccountStopReason;
  readonly until: EpochMs | null;
  /** For a person: the platform's code, or what we counted. */
  readonly detail: string;
}

/** After too many stops, or when the platform itself warns, nothing leaves for a day: the time the rate is measured over (DESIGN 4, Relevance). */
export const STOP_RATE_PAUSE_MS = DAY;

/**
 * What an answer does to its whole account (DESIGN 6.3), or `null` when nothing.
 *
 * Throttled: pauses for the time the platform names, else a doubling one. Warned (613/2018338): pauses for a day. Everything else
 * that carries a stop freezes: access token, permission, block, an interface that is gone.
 *
 * @param throttledInARow - how many throttled answers came in a row, this one included.
 */
export function stopFromAnswer(
  answer: SendAnswer,
  context: { readonly now: EpochMs; readonly throttledInARow: number; readonly random: number },
): AccountStop | null {
  const reason = answer.accountStop ?? (answer.outcome === 'throttled' ? 'throttled' : null);
  if (reason === null) return null;
  const detail = describe(answer);
  if (reason === 'throttled') {
    const told = answer.regainAccessMinutes;
    const waitMs =
      told !== null && told > 0 ? told * MINUTE : backoffMs(ACCOUNT_BACKOFF, context.throttledInARow, context.random);
    return { reason, until: addMs(context.now, waitMs), detail };
  }
  if (reason === 'stopRate') return { reason, until: addMs(context.now, STOP_RATE_PAUSE_MS), detail };
  return { reason, until: null, detail };
}

function describe(answer: SendAnswer): string {
  const code = answer.code === null ? `HTTP ${answer.httpStatus ?? 'none'}` : `code ${answer.code}`;
  const subcode = answer.subcode === null ? '' : `/${answer.subcode}`;
  return `${code}${subcode}${answer.text === null ? '' : `: ${answer.text}`}`;
}
