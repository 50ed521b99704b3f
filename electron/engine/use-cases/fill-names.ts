import { z } from 'zod';
import type { NamesFilled } from '#shared/contract/accounts.ts';
import type { Account } from '#shared/domain/account.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';
import { walkConversations } from './walk-conversations.ts';

/** Gives people the names they carry in Meta's conversations (DESIGN 3); a name that is known here is never replaced. */
export const fillNames = documentUseCase({
  input: z.strictObject({ account: z.string() }),
  audit: ({ account }, { named }: NamesFilled) => ({ subject: account, detail: { named } }),
  run: async (input, context): Promise<NamesFilled> =>
    fillNamesOf(context, await findAccount(context.parts, input.account)),
});

/** The same for an account that was found; stops as soon as everybody has a name. */
export async function fillNamesOf(context: UseCaseContext, account: Account): Promise<NamesFilled> {
  const { store } = context.parts;
  const sum = { conversations: 0, named: 0 };
  if (!(await store.read('person.lacksNames', { accountId: account.id }))) return sum;
  for await (const conversations of walkConversations(context, account)) {
    sum.conversations += conversations.length;
    const names = conversations.flatMap(({ recipient, name }) => (name === null ? [] : [{ recipient, name }]));
    if (names.length > 0) sum.named += await store.write('person.fillNames', { accountId: account.id, names });
    context.onProgress({ what: 'conversations', done: sum.conversations, total: null });
    if (!(await store.read('person.lacksNames', { accountId: account.id }))) break;
  }
  return sum;
}
