import { PaceGate } from '#engine/dispatcher/pace-gate.ts';
import type { ConversationPage, ListedConversation, ReadAnswer } from '#engine/graph/graph-api.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { UseCaseContext } from './use-case.ts';

/** Calls a second that the Conversations API takes for one account (META-API 5). */
const CALLS_PER_SECOND = 2;
/** Conversations asked for at once. */
const PAGE = 100;

/** Reads of one account's conversations, at the pace the platform takes them. */
export interface ConversationWalk {
  /** Every page of conversations, one after the other. */
  readonly pages: () => AsyncGenerator<readonly ListedConversation[], void, undefined>;
  /** Waits for its turn to make one more call; throws when nobody wants the answer any more. */
  readonly pass: () => Promise<void>;
}

/**
 * Begins to walk an account's conversations.
 *
 * @throws {DomainError} while walking: `platformUnreachable`, `platformRefused`.
 */
export function walkConversations({ parts, signal }: UseCaseContext, account: Account): ConversationWalk {
  const gate = new PaceGate(parts.ports.clock, CALLS_PER_SECOND);
  const pass = async (): Promise<void> => {
    signal.throwIfAborted();
    await gate.pass(signal);
    signal.throwIfAborted();
  };
  return {
    pass,
    async *pages() {
      let after: string | null = null;
      do {
        await pass();
        const answer: ReadAnswer<ConversationPage> = await parts.graph.listConversations(account, after, PAGE);
        if (answer.kind !== 'ok') throw conversationsRefused(answer);
        yield answer.value.conversations;
        after = answer.value.after;
      } while (after !== null);
    },
  };
}

/** Why conversations cannot be read, as a sentence. */
export function conversationsRefused(answer: Exclude<ReadAnswer<unknown>, { kind: 'ok' }>): DomainError {
  const said = answer.facts.text ?? 'nothing more';
  return answer.kind === 'noAnswer'
    ? new DomainError(
        'platformUnreachable',
        `Meta's conversations could not be read (${said}); try again later.`,
        'conversations',
      )
    : new DomainError('platformRefused', `Meta does not let the conversations be read: ${said}.`, 'conversations');
}
