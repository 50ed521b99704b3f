import type { z } from 'zod';
import type { EndpointSource, GraphEndpoint, HttpAnswer, HttpPort } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { ScopedId } from '#shared/domain/ids.ts';
import { factsOf } from './answer-facts.ts';
import { classifySendAnswer } from './classify-answer.ts';
import { classifyReadAnswer } from './classify-read.ts';
import type { AnswerFacts, ReadAnswer, SendAnswer } from './graph-api.ts';
import { type GraphCall, versionPrefix } from './graph-requests.ts';
import type { ReadSubject } from './read-error-table.ts';

/** What the client works with. Times are RELIABILITY B-29: 10 s to connect, 60 s for a whole answer. */
export interface GraphClientParts {
  readonly http: HttpPort;
  readonly endpoints: EndpointSource;
  readonly connectTimeoutMs?: number;
  /** Milliseconds for a whole read; sends bring their own deadline. */
  readonly readTimeoutMs?: number;
}

const CONNECT_TIMEOUT_MS = 10_000;
const READ_TIMEOUT_MS = 60_000;

/** The two ways to the platform, with every answer classed. Neither repeats anything. */
export interface GraphNetwork {
  readonly send: (
    account: Account,
    call: GraphCall,
    timeoutMs: number,
    recipient: ScopedId | null,
  ) => Promise<SendAnswer>;
  readonly read: <T>(
    account: Account,
    call: (endpoint: GraphEndpoint) => GraphCall,
    schema: z.ZodType<T>,
    subject: ReadSubject,
  ) => Promise<ReadAnswer<T>>;
}

/** Calls over the host's network; the access token goes into the header only. */
export function createGraphNetwork(parts: GraphClientParts): GraphNetwork {
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, readTimeoutMs = READ_TIMEOUT_MS } = parts;

  const perform = (account: Account, endpoint: GraphEndpoint, call: GraphCall, timeoutMs: number) =>
    parts.http.request({
      method: call.method,
      origin: endpoint.origin,
      path: versionPrefix(account.apiVersion) + call.path,
      headers: {
        authorization: `Bearer ${endpoint.accessToken}`,
        accept: 'application/json',
        ...(call.body === null ? {} : { 'content-type': call.contentType }),
      },
      body: call.body,
      connectTimeoutMs,
      timeoutMs,
    });

  return {
    async send(account, call, timeoutMs, recipient) {
      const endpoint = await endpointOf(parts.endpoints, account);
      if (endpoint instanceof DomainError) return sendWithoutEndpoint(endpoint);
      const answer = await perform(account, endpoint, call, timeoutMs);
      return classifySendAnswer(answer, { recipient, secrets: [endpoint.accessToken] });
    },
    async read(account, makeCall, schema, subject) {
      const endpoint = await endpointOf(parts.endpoints, account);
      if (endpoint instanceof DomainError) return readWithoutEndpoint(endpoint);
      const answer = await perform(account, endpoint, makeCall(endpoint), readTimeoutMs);
      return classifyReadAnswer(answer, { schema, subject, secrets: [endpoint.accessToken] });
    },
  };
}

/** The endpoint, or why this host has none; anything else that goes wrong is a bug and passes through. */
async function endpointOf(endpoints: EndpointSource, account: Account): Promise<GraphEndpoint | DomainError> {
  try {
    return await endpoints.endpointOf(account);
  } catch (error) {
    if (error instanceof DomainError) return error;
    throw error;
  }
}

function factsWithout(error: DomainError): AnswerFacts {
  const neverAsked: HttpAnswer = { kind: 'notSent', why: error.message };
  return factsOf(neverAsked, null, error.message, []);
}

/** Without an access token the account has to be reconnected; without an address (practice server not up) nothing left. */
function sendWithoutEndpoint(error: DomainError): SendAnswer {
  const facts = { ...factsWithout(error), messageId: null, isTokenInDoubt: false };
  if (error.code !== 'reconnectNeeded') return { ...facts, outcome: 'notSent', accountStop: null };
  return { ...facts, outcome: 'unauthorized', accountStop: 'unauthorized' };
}

function readWithoutEndpoint(error: DomainError): Exclude<ReadAnswer<never>, { kind: 'ok' }> {
  const facts = factsWithout(error);
  return error.code === 'reconnectNeeded'
    ? { kind: 'refused', stop: 'unauthorized', facts }
    : { kind: 'noAnswer', facts };
}
