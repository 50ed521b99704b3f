import { z } from 'zod';
import { accountChangeSchema } from '#shared/contract/accounts.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { zoneName } from './accounts.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

const oneAccount = z.strictObject({ account: z.string() });

/** Changes the name, the zone or the pace of an account. */
export const changeAccount = documentUseCase({
  input: accountChangeSchema,
  audit: ({ account, ...change }) => ({ subject: account, detail: change }),
  run: async (input, context) => {
    const account = await findAccount(context.parts, input.account);
    await context.parts.store.write('account.change', {
      id: account.id,
      name: input.name ?? account.name,
      pageZone: input.pageZone === undefined ? account.pageZone : zoneName(input.pageZone, context),
      pacePerSecond: input.pacePerSecond ?? account.pacePerSecond,
    });
    context.services.changed();
    return { id: toPublicId('account', account.id) };
  },
});

/** Stops an account because a person wants it to; a stop that stands already stays. */
export const pauseAccount = documentUseCase({
  input: oneAccount,
  audit: ({ account }) => ({ subject: account, detail: null }),
  run: async (input, { parts, services }) => {
    const { id } = await findAccount(parts, input.account);
    const at = parts.ports.clock.now();
    await parts.store.write('account.stop', { id, reason: 'person', detail: null, at, until: null });
    services.changed();
    return { id: toPublicId('account', id) };
  },
});

/** Lets an account send again because a person says that what stopped it is mended; if it is not, the next answer stops it again. */
export const resumeAccount = documentUseCase({
  input: oneAccount,
  audit: ({ account }) => ({ subject: account, detail: null }),
  run: async (input, { parts, services }) => {
    const { id } = await findAccount(parts, input.account);
    await parts.store.write('account.activate', { id, seen: null });
    services.changed();
    return { id: toPublicId('account', id) };
  },
});

/** Removes an account on which nothing hangs, and its key. */
export const removeAccount = documentUseCase({
  input: oneAccount,
  audit: ({ account }) => ({ subject: account, detail: null }),
  run: async (input, { parts, services }) => {
    const { id: number, name } = await findAccount(parts, input.account);
    const id = toPublicId('account', number);
    if (!(await parts.store.write('account.remove', { id: number }))) {
      throw refuse('accountHasRecords', { account: id, name }, { where: `account ${id}` });
    }
    await parts.ports.vault.remove(number);
    services.changed();
    return { id };
  },
});
