import type { MomentTeller } from '#engine/screens/moments.ts';
import type { PersonZone, ZoneTrouble } from '#shared/contract/person-zone.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** What a person's zone comes to. */
export interface ZoneFinding {
  /** The text that counts; `null` = none was given. */
  readonly text: string | null;
  /** Today's name; `null` = not known. */
  readonly name: string | null;
  readonly trouble: ZoneTrouble | null;
}

/** What the zone texts of a token and its person name, and what is to be said about them. */
export function findZone(table: ZoneTable, tokenZone: string | null, personZone: string | null): ZoneFinding {
  const text = zoneTextOf(table, tokenZone, personZone);
  const identity = table.identify(text);
  if (identity.kind === 'known') return { text, name: table.currentName(identity.zone), trouble: identity.note };
  return { text, name: null, trouble: identity.kind };
}

/** The zone as screens show it. */
export function zoneView(
  table: ZoneTable,
  given: { readonly tokenZone: string | null; readonly personZone: string | null },
  now: EpochMs,
  tell: MomentTeller,
): PersonZone {
  const { text, name, trouble } = findZone(table, given.tokenZone, given.personZone);
  return { name, given: text === name ? null : text, trouble, now: tell(now, name).there };
}
