import { momentTeller } from '#engine/screens/moments.ts';
import type { UndecidedAsk } from '#shared/contract/ask-answers.ts';
import { askInputs } from '#shared/contract/asks.ts';
import { type DeliveryId, parsePublicId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { shortToken } from './short-token.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Most shown at once: each asks a person to think (Sundial's choice). */
const SHOWN = 50;

/** Cards, follow-ups and tests of an account of which nobody can tell whether they arrived. */
export const listUndecidedAsks = documentUseCase({
  input: askInputs.undecided,
  run: async ({ account: name }, context): Promise<UndecidedAsk[]> => {
    const account = await findAccount(context.parts, name);
    const lines = await context.parts.store.read('ask.undecided', { accountId: account.id, limit: SHOWN });
    const tell = await momentTeller(context);
    return lines.map(({ id, recipientId, recipient, zone, startedAt, ...line }) => ({
      id: toPublicId('delivery', id),
      person: toPublicId('person', recipientId),
      shortId: shortToken(recipient),
      sent: tell(startedAt, zone),
      ...line,
    }));
  },
});

/** A person's word on one of them; a card counts as asked either way (DESIGN 6.4). Neither word sends anything. */
export const decideUndecidedAsk = documentUseCase({
  input: askInputs.decide,
  audit: ({ request, verdict }) => ({ subject: request, detail: { verdict } }),
  run: async ({ request, verdict }, context) => {
    const { parts, services } = context;
    const id = parsePublicId('delivery', request) as DeliveryId; // a number that names a request, if there is one
    const args = { id, verdict, at: parts.ports.clock.now() };
    const isDirect = await parts.store.write('settling.directByPerson', args, { priority: 'urgent' });
    if (!isDirect && !(await decideTest(context, args))) throw refuse('cardDecided', { request }, { where: 'request' });
    services.changed();
    return { id: request };
  },
});

/** A test counts as the tester's message of the day, as a campaign's does; those are decided with their campaign. */
async function decideTest(
  { parts }: UseCaseContext,
  args: { readonly id: DeliveryId; readonly verdict: 'sent' | 'drop'; readonly at: EpochMs },
): Promise<boolean> {
  const accountId = await parts.store.read('ask.accountOfTest', { id: args.id });
  if (accountId === null) return false;
  const account = await findAccount(parts, toPublicId('account', accountId));
  const coolDownMs = ruleMs(rulePackOf(account, parts.rulePacks), 'coolDown');
  await parts.store.write('settling.byPerson', { ...args, coolDownMs }, { priority: 'urgent' });
  return true;
}
