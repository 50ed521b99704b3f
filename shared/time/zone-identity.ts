import type { IanaZone, ZoneContents } from './zone-data.ts';

/**
 * What is worth saying about a zone that was recognised.
 *
 * - `link`: an old name; `ZoneTable.currentName` gives today's.
 * - `windows`: a Windows zone name; the zone is that of its largest place, the person's own may be another of the same name.
 * - `utc`: UTC, GMT or a name like them. May be what a tool wrote that did not know the zone (DESIGN 5).
 */
export type ZoneNote = 'link' | 'windows' | 'utc';

/** What a text given as a time zone is. Never a guess: a text that names no zone stays `unknown`, it never becomes UTC. */
export type ZoneIdentity =
  | { readonly kind: 'known'; readonly zone: IanaZone; readonly note: ZoneNote | null }
  | { readonly kind: 'missing' }
  | { readonly kind: 'unknown'; readonly text: string };

/** The zones that tools write in place of none: the tz database's names for UTC. */
const UTC_CLOCKS: ReadonlySet<string> = new Set(['Etc/UTC', 'Etc/GMT']);

/** Names that systems hold beside the zones and that name none: the tz database's "not set", and a computer's own zone. */
const NO_ZONES: ReadonlySet<string> = new Set(['factory', 'localtime', 'posixrules']);

/**
 * Builds the look-up behind `ZoneTable.identify`.
 *
 * Case does not matter, nor do spaces around the text, and a space may stand for an underscore: no two names of the
 * table differ in these alone. `null` and blank text are `missing`.
 */
export function createZoneIdentifier(contents: ZoneContents): (text: string | null) => ZoneIdentity {
  const known = new Map<string, ZoneIdentity>();
  for (const [name, zone] of contents.windows) known.set(keyOf(name), { kind: 'known', zone, note: 'windows' });
  // IANA names come second and win: "UTC" is a Windows name as well.
  for (const zone of contents.schedules.keys()) {
    if (!NO_ZONES.has(keyOf(zone))) known.set(keyOf(zone), { kind: 'known', zone, note: noteOn(zone, contents) });
  }
  return (text) => {
    const trimmed = text === null ? '' : text.trim();
    if (trimmed === '') return { kind: 'missing' };
    return known.get(keyOf(trimmed)) ?? { kind: 'unknown', text: trimmed };
  };
}

function noteOn(zone: IanaZone, { links }: ZoneContents): ZoneNote | null {
  const current = links.get(zone);
  if (UTC_CLOCKS.has(current ?? zone)) return 'utc';
  return current === undefined ? null : 'link';
}

function keyOf(name: string): string {
  return name.toLowerCase().replaceAll(' ', '_');
}
