import type { Clock } from '#engine/ports.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { SECOND } from '#shared/time/duration.ts';
import type { GraphApi } from './graph-api.ts';

/** Calls a second that the Conversations API takes for one account (META-API 5). */
const CALLS_PER_SECOND = 2;
/** Added between two calls, since a network may bring them closer together than they left (Sundial's choice). */
const MARGIN_MS = 20;
const APART_MS = SECOND / CALLS_PER_SECOND + MARGIN_MS;
/** For whoever waits to the end: a turn is half a second away for each call before it. */
const NEVER = new AbortController().signal;

/**
 * The same calls, with those of the Conversations API one after the other at the pace the platform takes them, for each account by
 * itself and whoever makes them: the look for a lost card, a search for writers and names being filled in may run at once. Nothing
 * else waits, sends least of all.
 */
export function paceConversations(graph: GraphApi, clock: Clock): GraphApi {
  /** When the next call of an account may leave, on the clock that never steps. */
  const nextAtMs = new Map<AccountId, number>();
  /** @throws the signal's reason when it fires before the turn comes. */
  const turn = async (account: AccountId, signal: AbortSignal = NEVER): Promise<void> => {
    const atMs = Math.max(clock.monotonicMs(), nextAtMs.get(account) ?? Number.NEGATIVE_INFINITY);
    nextAtMs.set(account, atMs + APART_MS);
    while (clock.monotonicMs() < atMs) {
      await clock.sleep(atMs - clock.monotonicMs(), signal);
      signal.throwIfAborted();
    }
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
    listConversations: async (account, after, limit, signal) => {
      await turn(account.id, signal);
      return graph.listConversations(account, after, limit, signal);
    },
    readMessages: async (account, conversation, signal) => {
      await turn(account.id, signal);
      return graph.readMessages(account, conversation, signal);
    },
  };
}
