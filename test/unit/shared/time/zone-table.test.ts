import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DAY, SECOND } from '#shared/time/duration.ts';
import { epochMs, toIso } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { loadZoneOracle, oracleOffset, oracleResolve } from '#test/support/zone-oracle.ts';
import { instant, loadZoneTable, wall, zoneNamed } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const oracle = loadZoneOracle();
const QUARTER_HOUR_S = 900;

describe('offsets', () => {
  it('knows all 598 names of release 2026c, old ones included', () => {
    expect(table.release).toBe('2026c');
    expect(table.names).toHaveLength(598);
    expect(table.names).toEqual(oracle.zones.map(({ name }) => name).toSorted());
  });

  it('agrees with zdump one second before and at every change of 2024 to 2030, in every zone', () => {
    const wrong: string[] = [];
    let changes = 0;
    for (const { name, changes: list } of oracle.zones) {
      const zone = zoneNamed(table, name);
      for (const { at, before, after } of list) {
        changes += 1;
        if (table.offsetSecondsAt(zone, epochMs((at - 1) * SECOND)) !== before) wrong.push(`${name} before ${at}`);
        if (table.offsetSecondsAt(zone, epochMs(at * SECOND)) !== after) wrong.push(`${name} at ${at}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(changes).toBeGreaterThan(2_700);
  });

  it('changes clocks in 2024 to 2030 exactly when zdump says so, and at no other time', () => {
    const wrong: string[] = [];
    for (const zone of oracle.zones) {
      const name = zoneNamed(table, zone.name);
      const found: number[] = [];
      let at = epochMs(oracle.fromAt * SECOND);
      for (;;) {
        const { offsetSeconds, until } = table.spanAt(name, at);
        if (offsetSeconds !== oracleOffset(zone, at / SECOND)) wrong.push(`${zone.name} from ${at}`);
        if (until >= oracle.untilAt * SECOND) break;
        found.push(until / SECOND);
        at = until;
      }
      if (found.join(' ') !== zone.changes.map((change) => change.at).join(' ')) wrong.push(zone.name);
    }
    expect(wrong).toEqual([]);
  });

  it.each([
    // British Columbia stays on -07 after 2026-03-08, Alberta (and Yellowknife with it) on -06 (2026b, 2026c, NEWS).
    ['America/Vancouver', '2026-11-20T12:00:00Z', '-07:00'],
    ['Canada/Pacific', '2026-12-20T12:00:00Z', '-07:00'],
    ['America/Edmonton', '2026-11-20T12:00:00Z', '-06:00'],
    ['America/Yellowknife', '2027-01-20T12:00:00Z', '-06:00'],
    // Morocco and Western Sahara went back to +00 for good on 2026-09-20 (2026c, NEWS).
    ['Africa/Casablanca', '2026-09-19T12:00:00Z', '+01:00'],
    ['Africa/Casablanca', '2026-11-20T12:00:00Z', '+00:00'],
    ['Africa/El_Aaiun', '2027-05-20T12:00:00Z', '+00:00'],
    // Moldova changes with the European Union's clocks, one hour later on its own than before 2022 (2026a, NEWS).
    ['Europe/Chisinau', '2026-10-25T00:30:00Z', '+03:00'],
    ['America/Asuncion', '2026-07-01T12:00:00Z', '-03:00'],
    ['Asia/Almaty', '2026-11-20T12:00:00Z', '+05:00'],
    ['America/Mexico_City', '2026-07-01T12:00:00Z', '-06:00'],
    ['Africa/Cairo', '2026-07-01T12:00:00Z', '+03:00'],
    ['America/Whitehorse', '2026-12-20T12:00:00Z', '-07:00'],
  ])('%s at %s is %s', (name, at, offset) => {
    expect(table.localWithOffset(zoneNamed(table, name), instant(at)).slice(19)).toBe(offset);
  });

  it('goes on with the last rules after 2060', () => {
    const berlin = zoneNamed(table, 'Europe/Berlin');
    // The last Sundays of March and October 2085.
    expect(table.localWithOffset(berlin, instant('2085-03-25T00:59:59Z'))).toBe('2085-03-25T01:59:59+01:00');
    expect(table.localWithOffset(berlin, instant('2085-03-25T01:00:00Z'))).toBe('2085-03-25T03:00:00+02:00');
    expect(table.localWithOffset(berlin, instant('2085-10-28T01:00:00Z'))).toBe('2085-10-28T02:00:00+01:00');
    expect(table.resolveLocal(berlin, wall('2085-03-25T02:30'))).toEqual({
      kind: 'gap',
      at: instant('2085-03-25T01:00:00Z'),
    });
    // 2100 is no leap year; its last Sunday of March is the 28th.
    expect(table.offsetSecondsAt(berlin, instant('2100-03-28T01:00:00Z'))).toBe(7_200);
    expect(table.offsetSecondsAt(berlin, instant('2100-03-28T00:59:59Z'))).toBe(3_600);
  });

  it('changes clocks on the last Sundays of March and October in every year from 2061 to 2150, as the rule says', () => {
    const berlin = zoneNamed(table, 'Europe/Berlin');
    const lastSunday = (year: number, month: number): number => {
      const last = new Date(Date.UTC(year, month + 1, 0, 1));
      return last.getTime() - last.getUTCDay() * DAY;
    };
    const years = Array.from({ length: 90 }, (_, i) => 2061 + i);
    expect(years.map((year) => changesOf(berlin, year))).toEqual(
      years.map((year) => [lastSunday(year, 2), lastSunday(year, 9)]),
    );
  });

  it('repeats the clock changes of 2032 in 2060, the year with the same calendar', () => {
    const twin = Date.UTC(2060, 0, 1) - Date.UTC(2032, 0, 1);
    const differing = table.names.filter(
      (zone) => JSON.stringify(changesOf(zone, 2032).map((at) => at + twin)) !== JSON.stringify(changesOf(zone, 2060)),
    );
    expect(differing).toEqual([]);
  });
});

describe('resolveLocal', () => {
  it.each([
    ['Europe/Berlin', '2026-03-29T02:30', 'gap', '2026-03-29T01:00:00.000Z'],
    ['Europe/Berlin', '2026-10-25T02:30', 'overlap', '2026-10-25T00:30:00.000Z'],
    ['America/New_York', '2026-03-08T02:30', 'gap', '2026-03-08T07:00:00.000Z'],
    ['America/New_York', '2026-11-01T01:30', 'overlap', '2026-11-01T05:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-10-04T02:15', 'gap', '2026-10-03T15:30:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:45', 'overlap', '2026-04-04T14:45:00.000Z'],
    ['Australia/Lord_Howe', '2026-04-05T01:15', 'exact', '2026-04-04T14:15:00.000Z'],
    ['America/Santiago', '2026-09-06T00:30', 'gap', '2026-09-06T04:00:00.000Z'],
    ['America/Santiago', '2026-04-04T23:30', 'overlap', '2026-04-05T02:30:00.000Z'],
    ['America/Sao_Paulo', '2018-11-04T00:30', 'gap', '2018-11-04T03:00:00.000Z'],
    ['Pacific/Apia', '2011-12-30T12:00', 'gap', '2011-12-30T10:00:00.000Z'],
    ['Asia/Kathmandu', '2026-11-27T10:00', 'exact', '2026-11-27T04:15:00.000Z'],
    ['Africa/Cairo', '2027-04-30T00:15', 'gap', '2027-04-29T22:00:00.000Z'],
    ['Antarctica/Troll', '2026-03-29T02:59', 'gap', '2026-03-29T01:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-11-27T10:00', 'exact', '2026-11-26T20:00:00.000Z'],
    ['Africa/Casablanca', '2026-09-20T01:30', 'overlap', '2026-09-20T00:30:00.000Z'],
    // Where nothing changes at a change of name: Vancouver's "fall back" of 2026 stays at -07.
    ['America/Vancouver', '2026-11-01T01:30', 'exact', '2026-11-01T08:30:00.000Z'],
  ])('%s %s is a case of %s at %s', (name, local, kind, at) => {
    const found = table.resolveLocal(zoneNamed(table, name), wall(local));
    expect({ kind: found.kind, at: toIso(found.at) }).toEqual({ kind, at });
  });

  it('agrees with the oracle in every zone, every quarter hour from 6 h before to 6 h after every change of 2024 to 2030', () => {
    const seen = { exact: 0, gap: 0, overlap: 0 };
    const wrong: string[] = [];
    for (const zone of oracle.zones) {
      const name = zoneNamed(table, zone.name);
      for (const { at, after } of zone.changes) {
        for (let step = -24; step <= 24; step += 1) {
          const local = at + after + step * QUARTER_HOUR_S;
          const text = wall(new Date(local * SECOND).toISOString().slice(0, 19));
          const expected = oracleResolve(zone, local);
          const found = table.resolveLocal(name, text);
          seen[found.kind] += 1;
          if (found.kind !== expected.kind || found.at !== expected.second * SECOND) wrong.push(`${zone.name} ${text}`);
        }
      }
    }
    expect(wrong).toEqual([]);
    expect(seen.gap).toBeGreaterThan(4_000);
    expect(seen.overlap).toBeGreaterThan(4_000);
  });

  it('gives back the instant of what the wall clock shows, or the first one that showed it', () => {
    const anyZone = fc.constantFrom(...table.names);
    const anySecond = fc.integer({ min: Date.UTC(2000, 0, 2) / SECOND, max: Date.UTC(2099, 0, 1) / SECOND });
    fc.assert(
      fc.property(anyZone, anySecond, (zone, second) => {
        const at = epochMs(second * SECOND);
        const found = table.resolveLocal(zone, table.localAt(zone, at));
        expect(found.kind).not.toBe('gap');
        expect(found.kind === 'exact' ? found.at === at : found.at <= at).toBe(true);
        expect(table.localAt(zone, found.at)).toBe(table.localAt(zone, at));
      }),
      { numRuns: 3_000 },
    );
  });

  it('never answers a later wall-clock time with an earlier instant, overlaps aside', () => {
    const anyChange = fc.constantFrom(
      ...oracle.zones.flatMap(({ name, changes }) => changes.map((c) => ({ name, c }))),
    );
    const minutes = fc.integer({ min: -300, max: 300 });
    fc.assert(
      fc.property(anyChange, minutes, minutes, ({ name, c }, a, b) => {
        const zone = zoneNamed(table, name);
        const at = (minute: number) =>
          table.resolveLocal(zone, wall(new Date((c.at + c.before + minute * 60) * SECOND).toISOString().slice(0, 19)));
        const [early, late] = [at(Math.min(a, b)), at(Math.max(a, b))];
        expect(late.at).toBeGreaterThanOrEqual(early.at);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe('wall clocks', () => {
  it('shows local time and offset', () => {
    const at = instant('2026-11-27T09:00:00Z');
    expect(table.localWithOffset(zoneNamed(table, 'Europe/Berlin'), at)).toBe('2026-11-27T10:00:00+01:00');
    expect(table.localWithOffset(zoneNamed(table, 'America/St_Johns'), at)).toBe('2026-11-27T05:30:00-03:30');
    expect(table.localWithOffset(zoneNamed(table, 'Asia/Kathmandu'), at)).toBe('2026-11-27T14:45:00+05:45');
    expect(table.localWithOffset(zoneNamed(table, 'UTC'), at)).toBe('2026-11-27T09:00:00+00:00');
  });

  it('writes the seconds of an offset that has some, as Amsterdam had until 1937', () => {
    const amsterdam = createZoneTable({
      iana: { release: '1937a', schedules: [{ at: [], offsets: [1_172] }], zones: { 'A/B': 0 }, links: {} },
      windows: { zones: {} },
    });
    expect(amsterdam.localWithOffset(zoneNamed(amsterdam, 'A/B'), epochMs(0))).toBe('1970-01-01T00:19:32+00:19:32');
  });

  it('cuts milliseconds off towards the past, before 1970 as well', () => {
    const utc = zoneNamed(table, 'UTC');
    expect(table.localAt(utc, epochMs(1_999))).toBe('1970-01-01T00:00:01');
    expect(table.localAt(utc, epochMs(-1))).toBe('1969-12-31T23:59:59');
  });

  it('refuses years it cannot write with four digits', () => {
    expect(() => table.localAt(zoneNamed(table, 'UTC'), epochMs(8_640_000_000_000_000))).toThrow('years 0000 to 9999');
  });

  it('refuses a zone that is not in the table', () => {
    const stranger = 'Mars/Base' as IanaZone; // a name from a newer release, say
    expect(() => table.offsetSecondsAt(stranger, epochMs(0))).toThrow('Zone Mars/Base is not in the zone table 2026c.');
  });
});

function changesOf(zone: IanaZone, year: number): readonly number[] {
  const found: number[] = [];
  for (let at = epochMs(Date.UTC(year, 0, 1)); ; ) {
    const { until } = table.spanAt(zone, at);
    if (until >= Date.UTC(year + 1, 0, 1)) return found;
    found.push(until);
    at = until;
  }
}
