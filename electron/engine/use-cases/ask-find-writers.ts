import type { ConversationMessage, ListedConversation } from '#engine/graph/graph-api.ts';
import { askInputs, type FoundWriters } from '#shared/contract/asks.ts';
import type { Account } from '#shared/domain/account.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';
import { type ConversationWalk, conversationsRefused, walkConversations } from './walk-conversations.ts';

/** Asks the platform's conversations who wrote in the last 24 hours; nothing of what they wrote is read. */
export const findWriters = documentUseCase({
  input: askInputs.findWriters,
  audit: ({ account }, { found }: FoundWriters) => ({ subject: account, detail: { found } }),
  run: async (input, context): Promise<FoundWriters> => {
    const account = await findAccount(context.parts, input.account);
    const { clock } = context.parts.ports;
    const since = addMs(clock.now(), -ruleMs(rulePackOf(account, context.parts.rulePacks), 'standardWindow'));
    const { pages, pass } = walkConversations(context, account);
    const walk: Walk = { context, account, since, pass };
    const sum = { conversations: 0, found: 0, unreadable: 0 };
    for await (const conversations of pages()) {
      for (const conversation of conversations) {
        sum.conversations += 1;
        const result = await lookInto(walk, conversation);
        if (result === 'found') sum.found += 1;
        if (result === 'unreadable') sum.unreadable += 1;
        context.onProgress({ what: 'conversations', done: sum.conversations, total: null });
      }
    }
    return sum;
  },
});

interface Walk {
  readonly context: UseCaseContext;
  readonly account: Account;
  /** Who wrote before this has a closed window. */
  readonly since: EpochMs;
  readonly pass: ConversationWalk['pass'];
}

/** The order of the list is not documented, so every conversation is looked at, but only those that moved lately are opened. */
async function lookInto(walk: Walk, conversation: ListedConversation): Promise<'found' | 'quiet' | 'unreadable'> {
  const { context, account, since, pass } = walk;
  if (conversation.updatedAt !== null && conversation.updatedAt <= since) return 'quiet';
  await pass();
  const answer = await context.parts.graph.readMessages(account, conversation.id);
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
