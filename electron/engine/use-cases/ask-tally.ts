import type { AskTally } from '#shared/contract/ask-answers.ts';
import { askInputs } from '#shared/contract/asks.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

/** How the asking of an account goes, in numbers. */
export const tallyAsking = documentUseCase({
  input: askInputs.tally,
  run: async ({ account: name }, context): Promise<AskTally> => {
    const { store, ports } = context.parts;
    const account = await findAccount(context.parts, name);
    return store.read('ask.tally', {
      accountId: account.id,
      at: ports.clock.now(),
      rules: rulePackOf(account, context.parts.rulePacks),
    });
  },
});
