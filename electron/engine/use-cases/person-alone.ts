import { zoneView } from '#engine/people/zone-view.ts';
import type { Person } from '#shared/contract/person.ts';
import { type RecipientId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { viewTools } from './people-list.ts';
import type { UseCaseContext } from './use-case.ts';

/**
 * Somebody who holds no permission: they wrote, and may have been asked.
 *
 * @throws {DomainError} `notFound`.
 */
export async function readPersonWithoutPermission(context: UseCaseContext, recipientId: RecipientId): Promise<Person> {
  const { store } = context.parts;
  const known = await store.read('person.alone', { recipientId });
  if (known === null) throw refuse('personGone', {}, { where: 'person' });
  const tools = await viewTools(context);
  const { account } = tools.rulesOf(known.accountId);
  const zone = zoneView(tools.zones, { tokenZone: null, personZone: known.zone }, tools.now, tools.tell);
  const { entries } = await store.read('consent.sealed', { recipientId });
  return {
    now: tools.tell(tools.now, null),
    id: toPublicId('person', recipientId),
    account: { id: toPublicId('account', account.id), name: account.name },
    name: known.name,
    metaId: known.recipient,
    zone,
    suppressed: known.suppressedAt === null ? null : tools.tell(known.suppressedAt, zone.name),
    standing: null,
    last: null,
    permissions: [],
    messages: [],
    consent: entries.toReversed().map(({ kind, at, source, wording }) => ({
      kind,
      at: tools.tell(at, zone.name),
      source,
      topic: wording,
    })),
  };
}
