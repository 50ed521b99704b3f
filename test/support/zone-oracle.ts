import { readFileSync } from 'node:fs';

/** A change of a zone's clock as `zdump` printed it; seconds since 1970 UTC, and local time minus UTC from then on. */
export type OracleChange = { readonly at: number; readonly before: number; readonly after: number };

/** What `zdump` says of one zone between the first and the last year of the fixture. */
export type OracleZone = { readonly name: string; readonly first: number; readonly changes: readonly OracleChange[] };

/** The fixture: every name of the release, 2024 to 2030. Written by `test/tools/compile-zones.ts`, read by `zdump`. */
export type ZoneOracle = { readonly fromAt: number; readonly untilAt: number; readonly zones: readonly OracleZone[] };

type Fixture = {
  readonly fromYear: number;
  readonly untilYear: number;
  readonly groups: readonly {
    readonly first: number;
    readonly changes: readonly (readonly [number, number])[];
    readonly names: readonly string[];
  }[];
};

/** Loads the oracle. It shares no code with the zone table: plain lists, read from front to back. */
export function loadZoneOracle(): ZoneOracle {
  const url = new URL('../fixtures/zones/zdump-2026c.json', import.meta.url);
  const fixture = JSON.parse(readFileSync(url, 'utf8')) as Fixture; // committed beside this file
  const zones = fixture.groups.flatMap(({ first, changes, names }) => {
    const list = changes.map(([at, after], i) => ({ at, before: changes[i - 1]?.[1] ?? first, after }));
    return names.map((name) => ({ name, first, changes: list }));
  });
  return {
    fromAt: Date.UTC(fixture.fromYear, 0, 1) / 1_000,
    untilAt: Date.UTC(fixture.untilYear, 0, 1) / 1_000,
    zones,
  };
}

/** Offset of a zone at a second, by walking the changes. */
export function oracleOffset(zone: OracleZone, second: number): number {
  return zone.changes.findLast(({ at }) => at <= second)?.after ?? zone.first;
}

/**
 * The instant of a wall-clock time by trying: every offset the zone ever has, kept where it is the offset in force there.
 * Where none fits, the change that jumps over the time.
 */
export function oracleResolve(zone: OracleZone, wall: number): { kind: 'exact' | 'gap' | 'overlap'; second: number } {
  const offsets = new Set([zone.first, ...zone.changes.map(({ after }) => after)]);
  const fits = [...offsets].map((offset) => wall - offset).filter((s) => s + oracleOffset(zone, s) === wall);
  if (fits.length > 0) return { kind: fits.length === 1 ? 'exact' : 'overlap', second: Math.min(...fits) };
  const jump = zone.changes.find(({ at, before, after }) => at + before <= wall && wall < at + after);
  if (jump === undefined) throw new Error(`The oracle cannot place ${wall} in ${zone.name}.`);
  return { kind: 'gap', second: jump.at };
}
