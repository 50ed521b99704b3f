import type { z } from 'zod';
import type { HttpAnswer } from '#engine/ports.ts';
import { factsOf } from './answer-facts.ts';
import type { ReadAnswer } from './graph-api.ts';
import { parseJson } from './parse-json.ts';
import { type ReadSubject, readRefusalOf } from './read-error-table.ts';
import { errorAnswer } from './wire.ts';

/** What a read expects. */
export interface ReadExpectation<T> {
  readonly schema: z.ZodType<T>;
  readonly subject: ReadSubject;
  /** Secrets that may not appear in any text. */
  readonly secrets: readonly string[];
}

/**
 * Classes the answer to a read (META-API 3, 4.3). A value only from a 2xx whose JSON has the expected shape: a captive portal that
 * answers everything with 200 says nothing about the platform (RELIABILITY B-28).
 */
export function classifyReadAnswer<T>(answer: HttpAnswer, expected: ReadExpectation<T>): ReadAnswer<T> {
  if (answer.kind !== 'answer') return { kind: 'noAnswer', facts: factsOf(answer, null, answer.why, expected.secrets) };
  const body = parseJson(answer.body);
  const error = errorAnswer.safeParse(body);
  if (error.success) {
    const text = error.data.message ?? `error ${error.data.code ?? 'without a code'}`;
    const facts = factsOf(answer, error.data, text, expected.secrets);
    return { ...readRefusalOf({ ...error.data, httpStatus: answer.status }, expected.subject), facts };
  }
  if (answer.status >= 200 && answer.status < 300) {
    const value = expected.schema.safeParse(body);
    if (value.success) return { kind: 'ok', value: value.data, facts: factsOf(answer, null, null, expected.secrets) };
  }
  const text = `no usable answer (HTTP ${answer.status})`;
  return {
    kind: answer.status === 429 ? 'throttled' : 'noAnswer',
    facts: factsOf(answer, null, text, expected.secrets),
  };
}
