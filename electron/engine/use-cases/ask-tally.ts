import { type AskTally, askInputs } from '#shared/contract/asks.ts';
import { rulesOf } from './ask-people.ts';
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
      rules: rulesOf(account, context),
    });
  },
});
