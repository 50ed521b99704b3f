import type { HttpAnswer } from '#engine/ports.ts';
import { type EpochMs, epochMs } from '#shared/time/instant.ts';
import type { AnswerFacts } from './graph-api.ts';
import { NO_ANSWER } from './no-answer.ts';
import { redactText } from './redact.ts';
import { readUsage } from './usage-headers.ts';
import type { WireError } from './wire.ts';

/** Longest text kept of an answer (`AnswerFacts.text`). */
const LONGEST_TEXT = 300;

/**
 * Everything an answer tells besides its content.
 *
 * @param error the error object, `null` when there was none.
 * @param text what to say about it; `null` when there is nothing to say.
 * @param known secrets that may not appear in the text, whatever they look like.
 */
export function factsOf(
  answer: HttpAnswer,
  error: WireError | null,
  text: string | null,
  known: readonly string[],
): AnswerFacts {
  const shown = text === null ? null : shorten(redactText(text, known));
  if (answer.kind !== 'answer') return { ...NO_ANSWER, text: shown };
  const usage = readUsage(answer.headers);
  return {
    httpStatus: answer.status,
    code: error?.code ?? null,
    subcode: error?.subcode ?? null,
    traceId: error?.traceId ?? answer.headers['x-fb-trace-id'] ?? null,
    platformDate: dateOf(answer.headers['date']),
    usagePercent: usage.percent,
    regainAccessMinutes: usage.regainAccessMinutes,
    text: shown,
  };
}

function dateOf(header: string | undefined): EpochMs | null {
  const value = header === undefined ? Number.NaN : Date.parse(header);
  return Number.isNaN(value) ? null : epochMs(value);
}

/** Cuts between characters, never inside a pair of surrogates. */
function shorten(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
