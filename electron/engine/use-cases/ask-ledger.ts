import { momentTeller } from '#engine/screens/moments.ts';
import { ONCE_PER_WINDOW_SETTING } from '#engine/store/operations/asks-guards.ts';
import type { LedgerPage } from '#shared/contract/ask-answers.ts';
import { askInputs } from '#shared/contract/asks.ts';
import { type DeliveryId, parsePublicId, type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import { findAccount } from './find-account.ts';
import { shortToken } from './short-token.ts';
import { documentUseCase } from './use-case.ts';

/** The ledger of requests, newest first. */
export const listRequests = documentUseCase({
  input: askInputs.ledger,
  run: async (input, context): Promise<LedgerPage> => {
    const { parts } = context;
    const accountId = input.account === null ? null : (await findAccount(parts, input.account)).id;
    const lines = await parts.store.read('ask.requests', {
      accountId,
      recipientId: input.person === null ? null : (parsePublicId('person', input.person) as RecipientId), // names a person, if there is one
      before: input.after as DeliveryId | null, // handed out by this very answer
      limit: input.limit,
    });
    const tell = await momentTeller(context);
    return {
      rows: lines.map((line) => {
        const moment = (at: typeof line.askedAt) => (at === null ? null : tell(at, line.zone));
        return {
          id: toPublicId('delivery', line.id),
          person: toPublicId('person', line.recipientId),
          name: line.name,
          shortId: shortToken(line.recipient),
          card: line.templateId === null ? null : toPublicId('card', line.templateId),
          titles: [...line.titles],
          state: line.state,
          reason: line.reason,
          due: moment(line.dueAt),
          asked: moment(line.askedAt),
          answered: moment(line.answeredAt),
        };
      }),
      after: lines.length < input.limit ? null : (lines.at(-1)?.id ?? null),
    };
  },
});

/** Switches the guard "once for each time they write" on or off. */
export const setAskGuard = documentUseCase({
  input: askInputs.guard,
  audit: ({ isOncePerWindow }) => ({ subject: 'once per window', detail: { isOncePerWindow } }),
  run: async ({ isOncePerWindow }, { parts }) => {
    await parts.store.write('setting.write', { key: ONCE_PER_WINDOW_SETTING, value: isOncePerWindow ? 'on' : 'off' });
    return { isOncePerWindow };
  },
});
