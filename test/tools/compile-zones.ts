/**
 * Compiles the IANA time zone sources into the files that ship and the fixture that checks them:
 *
 * - `resources/zones/iana-2026c.json`: every name, changes of offset from 2000 to the end of 2060;
 * - `resources/zones/windows-zones.json`: Windows zone names;
 * - `test/fixtures/zones/zdump-2026c.json`: the changes of 2024 to 2030 as `zdump` reads them.
 *
 * Needs `zic` and `zdump` (Debian: libc-bin) and the sources under `../shared/corpora/`. The same sources give the same
 * bytes. Nothing needs it at run or test time.
 */
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { dumpZone } from './compile-zones-oracle.ts';
import { changesOfYear, readPosixRule } from './compile-zones-posix-rule.ts';
import { type OffsetChange, readTzif } from './compile-zones-tzif.ts';
import { readWindowsZones, WINDOWS_ADDITIONS } from './compile-zones-windows.ts';

const RELEASE = '2026c';
const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const CORPORA = join(ROOT, '../shared/corpora');
const SOURCES = join(CORPORA, 'iana-tzdata', RELEASE);
/** The files that make up the full database, as the Makefile of the tz project lists them. */
const SOURCE_NAMES = [
  'africa',
  'antarctica',
  'asia',
  'australasia',
  'europe',
  'northamerica',
  'southamerica',
  'etcetera',
  'factory',
  'backward',
];
/** Sundial's choice: nothing it plans or shows lies before 2000; 2060 is past every plan and holds all kinds of year. */
const TABLE_YEARS = { from: 2000, until: 2061 } as const;
/** RELIABILITY T9: the years that the oracle is compared for. */
const ORACLE_YEARS = { from: 2024, until: 2031 } as const;

type Schedule = { readonly first: number; readonly changes: readonly OffsetChange[] };

function main(): void {
  const folder = mkdtempSync(join(tmpdir(), 'sundial-zones-'));
  try {
    execFileSync(zicPath(), ['-d', folder, ...SOURCE_NAMES.map((name) => join(SOURCES, name))], { stdio: 'inherit' });
    const names = zoneNames(folder);
    const links = oldNames(new Set(names));
    writeFileSync(join(ROOT, 'resources/zones', `iana-${RELEASE}.json`), zoneTable(folder, names, links));
    writeFileSync(join(ROOT, 'resources/zones/windows-zones.json'), windowsZones(names, links));
    writeFileSync(join(ROOT, 'test/fixtures/zones', `zdump-${RELEASE}.json`), oracle(folder, names));
    console.log(`${names.length} names, ${links.size} old ones, release ${RELEASE}.`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Debian keeps `zic` where an ordinary user's search path does not look. */
function zicPath(): string {
  return existsSync('/usr/sbin/zic') ? '/usr/sbin/zic' : 'zic';
}

function zoneNames(folder: string): readonly string[] {
  const entries = readdirSync(folder, { recursive: true, encoding: 'utf8' });
  return entries.filter((name) => statSync(join(folder, name)).isFile()).toSorted();
}

/**
 * Old names with the name in use for the same place.
 *
 * A link of the database is an old name only when no country lists it: `Europe/Stockholm` is a link as well, because its
 * clocks have agreed with Berlin's since 1970, and yet the name of a place in use (zone.tab). A `#=` comment names the
 * nearer target where the database links past a link.
 */
function oldNames(names: ReadonlySet<string>): ReadonlyMap<string, string> {
  const inUse = new Set(readRows('zone.tab').map((row) => row.split('\t')[2] ?? ''));
  const links = new Map<string, string>();
  for (const row of SOURCE_NAMES.flatMap(readRows)) {
    const parts = /^L(?:ink)?\s+(\S+)\s+(\S+)(?:\s+#=\s+(\S+))?/.exec(row);
    if (parts === null) continue;
    const [, target = '', name = '', nearer] = parts;
    if (!names.has(name) || !names.has(target)) throw new Error(`Link with an unknown name: ${row}`);
    if (!inUse.has(name)) links.set(name, nearer !== undefined && inUse.has(nearer) ? nearer : target);
  }
  return new Map([...links].toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function readRows(name: string): readonly string[] {
  return readFileSync(join(SOURCES, name), 'utf8')
    .split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'));
}

function zoneTable(folder: string, names: readonly string[], links: ReadonlyMap<string, string>): string {
  const { schedules, indexOf } = shareSchedules(names, (name) => scheduleOf(folder, name));
  const lines = schedules.map(({ first, changes }) =>
    JSON.stringify({ at: changes.map(({ at }) => at), offsets: [first, ...changes.map(({ offset }) => offset)] }),
  );
  return [
    `{"release":"${RELEASE}","from":"${TABLE_YEARS.from}-01-01T00:00:00Z","until":"${TABLE_YEARS.until}-01-01T00:00:00Z",`,
    `"schedules":[\n${lines.join(',\n')}\n],`,
    `"zones":${pairs(indexOf)},`,
    `"links":${pairs(links)}}\n`,
  ].join('\n');
}

/** Changes of a zone within the table's years, the footer's rule written out, changes of name or flag left out. */
function scheduleOf(folder: string, name: string): Schedule {
  const { firstOffset, changes, footer } = readTzif(readFileSync(join(folder, name)));
  const rule = readPosixRule(footer);
  const last = changes.at(-1)?.at ?? Number.NEGATIVE_INFINITY;
  const start = Date.UTC(TABLE_YEARS.from, 0, 1) / 1_000;
  const end = Date.UTC(TABLE_YEARS.until, 0, 1) / 1_000;
  const years = Array.from({ length: TABLE_YEARS.until - 1_970 }, (_, i) => 1_970 + i);
  const byRule = years.flatMap((year) => changesOfYear(rule, year)).filter(({ at }) => at > last);
  // Without changes of its own a file's clock is the footer's.
  const all = [
    { at: Number.NEGATIVE_INFINITY, offset: changes.length === 0 ? rule.standard : firstOffset },
    ...changes,
    ...byRule,
  ];
  const first = all.findLast(({ at }) => at <= start)?.offset ?? firstOffset;
  const inside = all.filter(({ at }) => at > start && at < end);
  return { first, changes: inside.filter(({ offset }, i) => offset !== (inside[i - 1]?.offset ?? first)) };
}

/** Gives names with the same schedule the same number, in order of first use. */
function shareSchedules(names: readonly string[], read: (name: string) => Schedule) {
  const schedules: Schedule[] = [];
  const numbers = new Map<string, number>();
  const indexOf = new Map<string, number>();
  for (const name of names) {
    const schedule = read(name);
    const key = JSON.stringify(schedule);
    const number = numbers.get(key) ?? schedules.push(schedule) - 1;
    numbers.set(key, number);
    indexOf.set(name, number);
  }
  return { schedules, indexOf };
}

function windowsZones(names: readonly string[], links: ReadonlyMap<string, string>): string {
  const zones = new Map(readWindowsZones(readFileSync(join(CORPORA, 'windows-zones/windowsZones.xml'), 'utf8')));
  for (const { name, zone } of WINDOWS_ADDITIONS) zones.set(name, zone);
  for (const [name, zone] of zones) {
    if (!names.includes(zone)) throw new Error(`Windows name ${name} stands for ${zone}, which the database lacks.`);
    zones.set(name, links.get(zone) ?? zone);
  }
  return `{"zones":${pairs(new Map([...zones].toSorted(([a], [b]) => (a < b ? -1 : 1))))}}\n`;
}

function oracle(folder: string, names: readonly string[]): string {
  const groups = new Map<string, string[]>();
  for (const name of names) {
    const { firstOffset, changes } = dumpZone(join(folder, name), ORACLE_YEARS);
    const pairsOfChange = changes.map(({ at, offset }) => [at, offset]);
    const key = `"first":${firstOffset},"changes":${JSON.stringify(pairsOfChange)}`;
    groups.set(key, [...(groups.get(key) ?? []), name]);
  }
  const lines = [...groups].map(([key, zones]) => `{${key},\n "names":${JSON.stringify(zones)}}`);
  return `{"release":"${RELEASE}","fromYear":${ORACLE_YEARS.from},"untilYear":${ORACLE_YEARS.until},"groups":[\n${lines.join(',\n')}\n]}\n`;
}

/** A JSON object with one pair a line, so that a change of release reads well. */
function pairs(entries: ReadonlyMap<string, string | number>): string {
  return `{\n${[...entries].map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',\n')}\n}`;
}

main();
