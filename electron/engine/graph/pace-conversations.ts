import type { Clock } from '#engine/ports.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { SECOND } from '#shared/time/duration.ts';
import type { GraphApi } from './graph-api.ts';

/** Calls a second that the Conversations API takes for one account (META-API 5). */
const CALLS_PER_SECOND = 2;
/** Added between two calls, since a network may bring them closer together than they left (Sundial's choice). */
const MARGIN_MS = 20;
const APART_MS = SECOND / CALLS_PER_SECOND + MARGIN_MS;
/** A turn is half a second away for each call before it, so nobody has to be able to give it up. */
const NEVER = new AbortController().signal;

/**
 * The same calls, with those of the Conversations API one after the other at the pace the platform takes them, for each account by
 * itself and whoever makes them: the look for a lost card, a search for writers and names being filled in may run at once. Nothing
 * else waits, sends least of all.
 */
export function paceConversations(graph: GraphApi, clock: Clock): GraphApi {
  /** When the next call of an account may leave, on the clock that never steps. */
  const nextAtMs = new Map<AccountId, number>();
  const turn = async (account: AccountId): Promise<void> => {
    const atMs = Math.max(clock.monotonicMs(), nextAtMs.get(account) ?? Number.NEGATIVE_INFINITY);
    nextAtMs.set(account, atMs + APART_MS);
    while (clock.monotonicMs() < atMs) await clock.sleep(atMs - clock.monotonicMs(), NEVER);
  };
  return {
    ...graph,
    touchConversations: async (account) => {
      await turn(account.id);
      return graph.touchConversations(account);
    },
    conversationWith: async (account, recipient) => {
      await turn(account.id);
      return graph.conversationWith(account, recipient);
    },
    listConversations: async (account, after, limit) => {
      await turn(account.id);
      return graph.listConversations(account, after, limit);
    },
    readMessages: async (account, conversation) => {
      await turn(account.id);
      return graph.readMessages(account, conversation);
    },
  };
}
