import type { z } from 'zod';
import type { GraphEndpoint } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import * as conversations from './conversation-answers.ts';
import type { AccessTokenFacts, GraphApi, ReadAnswer, TokenPage } from './graph-api.ts';
import { createGraphNetwork, type GraphClientParts, type GraphNetwork } from './graph-network.ts';
import * as calls from './graph-requests.ts';
import * as wire from './wire.ts';

/** The error code of an Instagram account that the interface does not take yet (META-API 8). */
const NOT_ELIGIBLE_CODE = 36_103;

/** The Graph API over the host's network: access token in the header only, one call for one request, nothing repeated or followed. */
export function createGraphClient(parts: GraphClientParts): GraphApi {
  const { send, read } = createGraphNetwork(parts);
  return {
    sendToToken: (account, token, messageJson, ...[timeoutMs, recipient = null]) =>
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
    debugAccessToken: (account) => debugAccessToken(read, account),
    permissions: (account) => read(account, calls.permissionsCall, wire.permissionsAnswer, 'account'),
    subscriptions: (account) =>
      read(account, () => calls.subscriptionsCall(account), wire.subscriptionsAnswer, 'account'),
    touchConversations: async (account) =>
      eligibilityOf(await read(account, () => calls.conversationsCall(account), wire.listAnswer, 'account')),
    conversationWith: async (account, recipient) =>
      mapOk(
        await read(account, () => calls.conversationWithCall(account, recipient), conversations.oneAnswer, 'account'),
        (ids) => ids[0] ?? null,
      ),
    listConversations: async (account, after, limit) =>
      conversations.pageOf(
        await read(
          account,
          () => calls.listConversationsCall(account, after, limit),
          conversations.pageAnswerOf(account),
          'account',
        ),
        after,
      ),
    readMessages: (account, conversation) =>
      read(account, () => calls.readMessagesCall(conversation), conversations.messagesAnswerOf(account), 'account'),
    enableFollowUp: (account, token) =>
      read(account, () => calls.enableFollowUpCall(account, token), wire.successAnswer, 'account'),
  };
}

/**
 * What `debug_token` says. Where a platform does not take the question in a body, the access token is simply tried: one that
 * opens its Page is valid, and when it ends is not said.
 */
async function debugAccessToken(read: GraphNetwork['read'], account: Account): Promise<ReadAnswer<AccessTokenFacts>> {
  const call = ({ accessToken }: GraphEndpoint): calls.GraphCall => calls.debugTokenCall(accessToken);
  const debug = await read(account, call, wire.debugTokenAnswer, 'account');
  if (debug.kind === 'ok' || debug.kind === 'throttled') return debug;
  if (debug.kind === 'refused' && debug.stop === 'unauthorized') return debug;
  const page = await read(account, () => calls.readPageCall(account, ['id']), wire.pageAnswer, 'account');
  return mapOk(page, () => ({ valid: true, expiresAt: null, scopes: null }));
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
