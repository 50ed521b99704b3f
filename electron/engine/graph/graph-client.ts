import type { z } from 'zod';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { ScopedId } from '#shared/domain/ids.ts';
import type { EndpointSource, GraphEndpoint, HttpAnswer, HttpPort } from '../ports.ts';
import { factsOf } from './answer-facts.ts';
import { classifySendAnswer } from './classify-answer.ts';
import { classifyReadAnswer } from './classify-read.ts';
import type { AnswerFacts, GraphApi, ReadAnswer, SendAnswer, TokenPage } from './graph-api.ts';
import * as calls from './graph-requests.ts';
import type { ReadSubject } from './read-error-table.ts';
import * as wire from './wire.ts';

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

/** The error code of an Instagram account that the interface does not take yet (META-API 8). */
const NOT_ELIGIBLE_CODE = 36_103;

/** The Graph API over the host's network: access token in the header only, one call for one request, nothing repeated or followed. */
export function createGraphClient(parts: GraphClientParts): GraphApi {
  const network = createNetwork(parts);
  const { send, read } = network;
  return {
    sendToToken: (account, token, messageJson, timeoutMs, recipient = null) =>
      send(account, calls.sendToTokenCall(account, token, messageJson), timeoutMs, recipient),
    sendToRecipient: (account, recipient, messageJson, timeoutMs) =>
      send(account, calls.sendToRecipientCall(account, recipient, messageJson), timeoutMs, recipient),
    readToken: (account, token) => read(account, () => calls.readTokenCall(token), wire.tokenAnswer, 'token'),
    listTokens: async (account, after, limit) =>
      pageOf(
        await read(account, () => calls.listTokensCall(account, after, limit), wire.tokenPageAnswer, 'list'),
        after,
      ),
    readPage: (account) => read(account, () => calls.readPageCall(account, ['id', 'name']), wire.pageAnswer, 'account'),
    readTasks: async (account) =>
      mapOk(
        await read(account, () => calls.readPageCall(account, ['id', 'tasks']), wire.pageAnswer, 'account'),
        (page) => page.tasks,
      ),
    debugAccessToken: (account) =>
      read(account, ({ accessToken }) => calls.debugTokenCall(accessToken), wire.debugTokenAnswer, 'account'),
    permissions: (account) => read(account, calls.permissionsCall, wire.permissionsAnswer, 'account'),
    subscriptions: (account) =>
      read(account, () => calls.subscriptionsCall(account), wire.subscriptionsAnswer, 'account'),
    touchConversations: async (account) =>
      eligibilityOf(await read(account, () => calls.conversationsCall(account), wire.listAnswer, 'account')),
    enableFollowUp: (account, token) =>
      read(account, () => calls.enableFollowUpCall(account, token), wire.successAnswer, 'account'),
  };
}

interface Network {
  send(account: Account, call: calls.GraphCall, timeoutMs: number, recipient: ScopedId | null): Promise<SendAnswer>;
  read<T>(
    account: Account,
    call: (endpoint: GraphEndpoint) => calls.GraphCall,
    schema: z.ZodType<T>,
    subject: ReadSubject,
  ): Promise<ReadAnswer<T>>;
}

function createNetwork(parts: GraphClientParts): Network {
  const { connectTimeoutMs = CONNECT_TIMEOUT_MS, readTimeoutMs = READ_TIMEOUT_MS } = parts;

  const perform = (account: Account, endpoint: GraphEndpoint, call: calls.GraphCall, timeoutMs: number) =>
    parts.http.request({
      method: call.method,
      origin: endpoint.origin,
      path: calls.versionPrefix(account.apiVersion) + call.path,
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

function mapOk<T, U>(answer: ReadAnswer<T>, map: (value: T) => U): ReadAnswer<U> {
  return answer.kind === 'ok' ? { ...answer, value: map(answer.value) } : answer;
}

/**
 * The page with the cursor for the next one. The platform ends the list by leaving `paging.next` out (META-API 3.1). A page that
 * promises more without a cursor, or with the cursor that was just used, cannot be gone on from: that is no answer, because a
 * walk that stops there would look complete.
 */
function pageOf(answer: ReadAnswer<z.infer<typeof wire.tokenPageAnswer>>, asked: string | null): ReadAnswer<TokenPage> {
  if (answer.kind !== 'ok') return answer;
  const { tokens, unreadableRows, after, hasNext } = answer.value;
  if (!hasNext) return { ...answer, value: { tokens, unreadableRows, after: null } };
  if (after === null || after === asked) {
    return {
      kind: 'noAnswer',
      facts: { ...answer.facts, text: 'the list promises another page but gives no new cursor' },
    };
  }
  return { ...answer, value: { tokens, unreadableRows, after } };
}

function eligibilityOf(answer: ReadAnswer<unknown>): ReadAnswer<{ readonly eligible: boolean }> {
  if (answer.kind === 'ok') return { ...answer, value: { eligible: true } };
  if (answer.facts.code !== NOT_ELIGIBLE_CODE) return answer;
  return { kind: 'ok', value: { eligible: false }, facts: answer.facts };
}
