import type { HttpAnswer } from '#engine/ports.ts';
import type { ScopedId } from '#shared/domain/ids.ts';
import { factsOf } from './answer-facts.ts';
import { effectOf, findErrorRule } from './error-lookup.ts';
import type { SendAnswer } from './graph-api.ts';
import { parseJson } from './parse-json.ts';
import { errorAnswer } from './wire.ts';

/** What the classification has to know besides the answer. */
export interface SendExpectation {
  /** Who should have got the message; `null` = not known. */
  readonly recipient: ScopedId | null;
  /** Secrets that may not appear in any text. */
  readonly secrets: readonly string[];
}

/**
 * Classes the answer to a send (DESIGN 6.3; RELIABILITY A3.5).
 *
 * `accepted` needs a 2xx with JSON that holds a message id and names no other recipient. `notSent` only when the port promises
 * that no byte left. An error object is classed by the table. Everything else – redirects, HTML, cut or foreign JSON, a missing
 * id, a broken connection – is `uncertain`.
 */
export function classifySendAnswer(answer: HttpAnswer, expected: SendExpectation): SendAnswer {
  if (answer.kind === 'notSent') return unsettled(answer, 'notSent', answer.why, expected);
  if (answer.kind === 'broken') return unsettled(answer, 'uncertain', answer.why, expected);
  const body = parseJson(answer.body);
  if (answer.status >= 200 && answer.status < 300) {
    const accepted = readAcceptance(body);
    if (accepted !== null) return classifyAcceptance(answer, accepted, expected);
  }
  const error = errorAnswer.safeParse(body);
  if (error.success) return classifyError(answer, error.data, expected);
  if (answer.status === 429) {
    return {
      ...unsettled(answer, 'throttled', 'HTTP 429 without an error object', expected),
      accountStop: 'throttled',
    };
  }
  return unsettled(answer, 'uncertain', `${strangeness(answer, body)} (HTTP ${answer.status})`, expected);
}

type Answered = Extract<HttpAnswer, { kind: 'answer' }>;

function classifyAcceptance(answer: Answered, accepted: Acceptance, expected: SendExpectation): SendAnswer {
  if (expected.recipient !== null && accepted.recipient !== null && accepted.recipient !== expected.recipient) {
    return unsettled(answer, 'uncertain', 'the answer names another recipient', expected);
  }
  const facts = factsOf(answer, null, null, expected.secrets);
  return { ...facts, outcome: 'accepted', messageId: accepted.messageId, accountStop: null, isTokenInDoubt: false };
}

function classifyError(
  answer: Answered,
  error: ReturnType<typeof errorAnswer.parse>,
  expected: SendExpectation,
): SendAnswer {
  const { outcome, accountStop } = effectOf({ ...error, httpStatus: answer.status });
  const meaning = error.code === null ? null : (findErrorRule(error.code, error.subcode)?.meaning ?? null);
  const text = error.message ?? meaning ?? `error ${error.code ?? 'without a code'}`;
  return {
    ...factsOf(answer, error, text, expected.secrets),
    outcome,
    messageId: null,
    accountStop,
    isTokenInDoubt: outcome === 'badRequest' && error.code === 100 && error.subcode === null,
  };
}

function unsettled(
  answer: HttpAnswer,
  outcome: 'notSent' | 'uncertain' | 'throttled',
  why: string,
  expected: SendExpectation,
): SendAnswer {
  const facts = factsOf(answer, null, why, expected.secrets);
  return { ...facts, outcome, messageId: null, accountStop: null, isTokenInDoubt: false };
}

function strangeness(answer: Answered, body: unknown): string {
  if (answer.status >= 300 && answer.status < 400) return 'a redirect instead of an answer';
  if (body !== undefined) return 'JSON without a message id';
  return /^\s*</.test(answer.body) ? 'a web page instead of an answer' : 'an answer that is no whole JSON';
}

interface Acceptance {
  readonly messageId: string;
  readonly recipient: string | null;
}

/**
 * Message id and recipient of an acceptance: `recipient_id` and `message_id` side by side as real clients read it, or the shapes
 * of Meta's samples, `recipient` as text, or as an object that holds both ids (META-API 1.5, 4). Written by hand: this is the one
 * answer that comes thousands of times a second.
 */
function readAcceptance(body: unknown): Acceptance | null {
  const flat = fieldsOf(body);
  if (flat === null || flat['error'] !== undefined) return null;
  const nested = fieldsOf(flat['recipient']);
  const messageId = idOf(flat['message_id']) ?? idOf(nested?.['message_id']);
  if (messageId === null) return null;
  return { messageId, recipient: idOf(flat['recipient_id']) ?? idOf(nested?.['id']) ?? idOf(flat['recipient']) };
}

function fieldsOf(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as Readonly<Record<string, unknown>>; // an object that is no list, checked above
}

function idOf(value: unknown): string | null {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
