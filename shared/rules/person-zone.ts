import type { ZoneTable } from '#shared/time/zone-table.ts';

/**
 * The zone text that counts for one token: the token's own, which came with the opt-in, unless only the person's names a zone.
 *
 * @returns what the planner identifies; a text that names no zone only when neither does; `null` when there is none at all.
 */
export function zoneTextOf(table: ZoneTable, tokenZone: string | null, personZone: string | null): string | null {
  if (table.identify(tokenZone).kind === 'known') return tokenZone;
  if (table.identify(personZone).kind === 'known') return personZone;
  return tokenZone ?? personZone;
}
