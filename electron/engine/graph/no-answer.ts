import type { AnswerFacts, SendAnswer } from './graph-api.ts';

/** What is known of a call that got no answer: nothing. */
export const NO_ANSWER: AnswerFacts = {
  httpStatus: null,
  code: null,
  subcode: null,
  traceId: null,
  platformDate: null,
  usagePercent: 0,
  regainAccessMinutes: null,
  text: null,
};

/** The class of a send that got no answer: `notSent` when it provably never left, else `uncertain`; with what to say about it. */
export function unansweredSend(outcome: 'notSent' | 'uncertain', text: string): SendAnswer {
  return { ...NO_ANSWER, outcome, text, messageId: null, accountStop: null, isTokenInDoubt: false };
}

/** A send that threw has a bug of ours in it; whether it reached the platform is not known. */
export function answerOfBrokenSend(): SendAnswer {
  return unansweredSend('uncertain', 'the call broke inside Sundial');
}
