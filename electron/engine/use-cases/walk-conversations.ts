import type { ConversationPage, ListedConversation, ReadAnswer } from '#engine/graph/graph-api.ts';
import { platformCodeOf } from '#engine/graph/platform-code.ts';
import type { Account } from '#shared/domain/account.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { UseCaseContext } from './use-case.ts';

/** Conversations asked for at once. */
const PAGE = 100;

/**
 * Every page of an account's conversations, one after the other; throws when nobody wants the rest any more.
 *
 * @throws {DomainError} while walking: `platformUnreachable`, `platformRefused`.
 */
export async function* walkConversations(
  { parts, signal }: UseCaseContext,
  account: Account,
): AsyncGenerator<readonly ListedConversation[], void, undefined> {
  let after: string | null = null;
  do {
    signal.throwIfAborted();
    const answer: ReadAnswer<ConversationPage> = await parts.graph.listConversations(account, after, PAGE, signal);
    if (answer.kind !== 'ok') throw conversationsRefused(answer);
    yield answer.value.conversations;
    after = answer.value.after;
  } while (after !== null);
}

/** Why conversations cannot be read, as a sentence. */
export function conversationsRefused(answer: Exclude<ReadAnswer<unknown>, { kind: 'ok' }>): DomainError {
  const said = answer.facts.text ?? 'nothing more';
  const values = { platformCode: platformCodeOf(answer.facts) };
  const where = 'conversations';
  return answer.kind === 'noAnswer'
    ? refuse('conversationsUnanswered', values, { where, terminal: ` (${said}); try again later.` })
    : refuse('conversationsRefused', values, { where, terminal: `: ${said}.` });
}
