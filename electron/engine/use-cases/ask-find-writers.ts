import type { ConversationMessage, ListedConversation } from '#engine/graph/graph-api.ts';
import type { FoundWriters } from '#shared/contract/ask-answers.ts';
import { askInputs } from '#shared/contract/asks.ts';
import type { Account } from '#shared/domain/account.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';
import { conversationsRefused, walkConversations } from './walk-conversations.ts';

/** Asks the platform's conversations who wrote in the last 24 hours; nothing of what they wrote is read. */
export const findWriters = documentUseCase({
  input: askInputs.findWriters,
  audit: ({ account }, { found }: FoundWriters) => ({ subject: account, detail: { found } }),
  run: async (input, context): Promise<FoundWriters> => {
    const account = await findAccount(context.parts, input.account);
    const { clock } = context.parts.ports;
    const since = addMs(clock.now(), -ruleMs(rulePackOf(account, context.parts.rulePacks), 'standardWindow'));
    const walk: Walk = { context, account, since };
    const { conversations, moved } = await listMoved(walk);
    const sum = { conversations, found: 0, unreadable: 0 };
    for (const [index, conversation] of moved.entries()) {
      context.onProgress({ what: 'opened', done: index, total: moved.length });
      const result = await lookInto(walk, conversation);
      if (result === 'unreadable') sum.unreadable += 1;
      if (result !== 'found') continue;
      sum.found += 1;
      // Whoever is found stands in the list at once, and stays there when the rest is not waited for.
      context.services.tell({ kind: 'changed', things: ['people'], campaign: null });
    }
    return sum;
  },
});

interface Walk {
  readonly context: UseCaseContext;
  readonly account: Account;
  /** Who wrote before this has a closed window. */
  readonly since: EpochMs;
}

/**
 * Reads the whole list, whose order is not documented, so that it is known how many conversations moved lately and have to be opened:
 * a hundred to a call, where opening takes a call each. The one that moved last comes first.
 */
async function listMoved({
  context,
  account,
  since,
}: Walk): Promise<{ readonly conversations: number; readonly moved: readonly ListedConversation[] }> {
  let conversations = 0;
  const moved: ListedConversation[] = [];
  for await (const page of walkConversations(context, account)) {
    conversations += page.length;
    moved.push(...page.filter(({ updatedAt }) => updatedAt === null || updatedAt > since));
    context.onProgress({ what: 'listed', done: conversations, total: null });
  }
  return { conversations, moved: moved.toSorted((a, b) => (b.updatedAt ?? 0) - (a.updatedAt ?? 0)) };
}

/** Opens one conversation and notes when the person last wrote. */
async function lookInto(walk: Walk, conversation: ListedConversation): Promise<'found' | 'quiet' | 'unreadable'> {
  const { context, account, since } = walk;
  context.signal.throwIfAborted();
  const answer = await context.parts.graph.readMessages(account, conversation.id, context.signal);
  if (answer.kind === 'refused') throw conversationsRefused(answer);
  if (answer.kind !== 'ok') return 'unreadable';
  const last = latestInbound(answer.value);
  if (last === null || last <= since) return 'quiet';
  await context.parts.store.write('ask.noteWriter', {
    accountId: account.id,
    recipient: conversation.recipient,
    name: conversation.name,
    at: last,
  });
  return 'found';
}

function latestInbound(messages: readonly ConversationMessage[]): EpochMs | null {
  const times = messages.filter(({ isOurs }) => !isOurs).map(({ at }) => at);
  return times.reduce<EpochMs | null>((latest, at) => (latest === null || at > latest ? at : latest), null);
}
