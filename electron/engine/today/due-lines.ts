import type { MomentTeller } from '#engine/screens/moments.ts';
import type { DueQuarter } from '#engine/store/operations/today.ts';
import type { Today } from '#shared/contract/today.ts';
import { HOUR } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** Hours the next 24 hours touch when the first of them has begun already. */
const HOURS = 25;

/** A pause between due messages that is worth letting the computer sleep for, in ms (Sundial's choice). */
const SLEEP_GAP_MS = HOUR;

/** What one look at the next hours works with. */
export interface DueView {
  readonly zones: ZoneTable;
  readonly tell: MomentTeller;
  /** Start of the hour that has begun, on the clock here. */
  readonly hourStart: EpochMs;
}

type Line = Today['due']['lines'][number];

/** Due messages by whose clocks show the same time, and in which hours they leave; in the order in which they begin. */
export function dueLines(quarters: readonly DueQuarter[], view: DueView): Today['due']['lines'] {
  const groups = Map.groupBy(quarters, (quarter) => keyOf(quarter, view.zones));
  const firstOf = ({ cells }: Line): number => cells[0]?.first.at ?? Number.POSITIVE_INFINITY;
  return [...groups.values()].map((group) => lineOf(group, view)).toSorted((a, b) => firstOf(a) - firstOf(b));
}

/** The starts of the hours, on the clock here. */
export function dueHours({ tell, hourStart }: DueView): Today['due']['hours'] {
  return Array.from({ length: HOURS }, (_, hour) => tell((hourStart + hour * HOUR) as EpochMs, null)); // sum of an instant and a duration
}

/** Stretches in which something falls due; pauses of less than an hour belong to the stretch. */
export function awakeStretches(quarters: readonly DueQuarter[], { tell }: DueView): Today['due']['awake'] {
  const stretches: { from: EpochMs; until: EpochMs; messages: number }[] = [];
  for (const { firstAt, messages } of quarters.toSorted((a, b) => a.firstAt - b.firstAt)) {
    const last = stretches.at(-1);
    if (last !== undefined && firstAt - last.until < SLEEP_GAP_MS) {
      last.until = firstAt;
      last.messages += messages;
    } else stretches.push({ from: firstAt, until: firstAt, messages });
  }
  return stretches.map(({ from, until, messages }) => ({ from: tell(from, null), until: tell(until, null), messages }));
}

function keyOf({ zones, firstAt }: DueQuarter, table: ZoneTable): string {
  const offsets = new Set(zones.map((zone) => offsetOf(zone, firstAt, table)));
  if (offsets.size === 0) return 'moved';
  return offsets.size === 1 ? `clock ${[...offsets].join('')}` : 'several';
}

function offsetOf(zone: string | null, at: EpochMs, table: ZoneTable): string {
  const known = table.identify(zone);
  return known.kind === 'known' ? String(table.offsetSecondsAt(known.zone, at)) : 'unknown';
}

function lineOf(quarters: readonly DueQuarter[], view: DueView): Line {
  const zones = [...new Set(quarters.flatMap((quarter) => quarter.zones))].filter((zone) => zone !== null).toSorted();
  const kind = kindOf(quarters, view.zones);
  const hours = Map.groupBy(quarters, ({ firstAt }) => Math.floor((firstAt - view.hourStart) / HOUR));
  const cells = [...hours.entries()]
    .toSorted(([a], [b]) => a - b)
    .map(([hour, group]) => {
      const firstAt = Math.min(...group.map((quarter) => quarter.firstAt)) as EpochMs; // the least of instants
      const messages = sum(group);
      return { hour, messages, first: view.tell(firstAt, kind === 'clock' ? (zones[0] ?? null) : null) };
    });
  return { kind, zones: kind === 'moved' ? [] : zones, messages: sum(quarters), cells };
}

function kindOf([first]: readonly DueQuarter[], table: ZoneTable): Line['kind'] {
  const key = first === undefined ? 'moved' : keyOf(first, table);
  return key === 'moved' || key === 'several' ? key : 'clock';
}

function sum(quarters: readonly DueQuarter[]): number {
  return quarters.reduce((total, { messages }) => total + messages, 0);
}
