import type { MomentTeller } from '#engine/screens/moments.ts';
import type { PersonRow as StoredRow } from '#engine/store/operations/people-rows.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { type AccountRules, standingOf } from './standing.ts';
import { zoneView } from './zone-view.ts';

/** What turns stored rows into what screens show. */
export interface ViewTools {
  readonly zones: ZoneTable;
  readonly rulesOf: (id: AccountId) => AccountRules;
  readonly tell: MomentTeller;
  readonly now: EpochMs;
}

/** A row of the table of people. */
export function personRowView(row: StoredRow, { zones, rulesOf, tell, now }: ViewTools): PersonRow {
  const { line, personZone } = row;
  const zone = zoneView(zones, { tokenZone: line.zone, personZone }, now, tell);
  const moment = (at: EpochMs | null): ReturnType<MomentTeller> | null => (at === null ? null : tell(at, zone.name));
  return {
    permission: toPublicId('permission', line.id),
    person: toPublicId('person', line.recipientId),
    account: toPublicId('account', line.accountId),
    name: line.name,
    topic: line.topic,
    zone,
    status: line.status,
    standing: standingOf(row.case.facts, rulesOf(line.accountId), { now, zone: zone.name, tell }),
    expires: moment(line.expiresAt),
    last: moment(line.lastAcceptedAt),
    optIn: moment(row.optedInAt),
  };
}
