import { describe, expect, it } from 'vitest';
import { epochMs } from '#shared/time/instant.ts';
import { loadZoneTable, readShippedZoneData, zoneNamed } from '#test/support/zone-table.ts';

const table = loadZoneTable();

describe('identify', () => {
  it('knows every name of the table, whatever its case and the spaces around it', () => {
    // The database's own "not set" is no zone of anybody.
    const names = table.names.filter((name) => name !== 'Factory');
    const spellings = names.flatMap((name) =>
      [name, name.toUpperCase(), ` ${name.toLowerCase()}\t`, name.replaceAll('_', ' ')].map((text) => ({ name, text })),
    );
    const missed = spellings.filter(({ name, text }) => {
      const found = table.identify(text);
      return found.kind !== 'known' || found.zone !== name;
    });
    expect(missed).toEqual([]);
  });

  it.each(['Factory', 'localtime', 'posixrules'])('"%s" names no zone', (text) => {
    expect(table.identify(text)).toEqual({ kind: 'unknown', text });
  });

  it.each([
    ['Europe/Rome', 'Europe/Rome', null],
    ['america/new york', 'America/New_York', null],
    // A link of the database and yet the name of a place in use.
    ['Europe/Stockholm', 'Europe/Stockholm', null],
    ['Asia/Calcutta', 'Asia/Calcutta', 'link'],
    ['US/Eastern', 'US/Eastern', 'link'],
    ['Europe/Kiev', 'Europe/Kiev', 'link'],
    ['EST', 'EST', 'link'],
    ['W. Europe Standard Time', 'Europe/Berlin', 'windows'],
    ['pacific standard time', 'America/Los_Angeles', 'windows'],
    ['India Standard Time', 'Asia/Kolkata', 'windows'],
    ['UTC-11', 'Etc/GMT+11', 'windows'],
    ['Yukon Standard Time', 'America/Whitehorse', 'windows'],
    ['Qyzylorda Standard Time', 'Asia/Qyzylorda', 'windows'],
    ['Sudan Standard Time', 'Africa/Khartoum', 'windows'],
    ['South Sudan Standard Time', 'Africa/Juba', 'windows'],
    ['Sao Tome Standard Time', 'Africa/Sao_Tome', 'windows'],
    ['Volgograd Standard Time', 'Europe/Volgograd', 'windows'],
    ['Magallanes Standard Time', 'America/Punta_Arenas', 'windows'],
    ['Saratov Standard Time', 'Europe/Saratov', 'windows'],
    ['Central Asia Standard Time', 'Asia/Bishkek', 'windows'],
    ['Mid-Atlantic Standard Time', 'Etc/GMT+2', 'windows'],
  ])('%s is %s, note %s', (text, zone, note) => {
    expect(table.identify(text)).toEqual({ kind: 'known', zone, note });
  });

  it.each([
    'UTC',
    'utc',
    'Etc/UTC',
    'UCT',
    'Etc/UCT',
    'Zulu',
    'Etc/Zulu',
    'Universal',
    'Etc/Universal',
    'GMT',
    'Etc/GMT',
    'GMT0',
    'GMT+0',
    'GMT-0',
    'Etc/GMT0',
    'Etc/GMT+0',
    'Etc/GMT-0',
    'Greenwich',
    'Etc/Greenwich',
  ])('%s may be what a tool wrote', (text) => {
    expect(table.identify(text)).toMatchObject({ kind: 'known', note: 'utc' });
  });

  it.each(['Africa/Abidjan', 'Atlantic/Reykjavik', 'Europe/London', 'Etc/GMT+1'])(
    '%s is a clock of its own',
    (text) => {
      expect(table.identify(text)).toMatchObject({ kind: 'known', note: null });
    },
  );

  it('tells no zone from a broken one, and guesses neither', () => {
    expect(table.identify(null)).toEqual({ kind: 'missing' });
    expect(table.identify('')).toEqual({ kind: 'missing' });
    expect(table.identify(' \t\n')).toEqual({ kind: 'missing' });
    const strangers = [
      'Mars/Base',
      'UTC+1',
      'GMT+1',
      '+01:00',
      '1',
      'null',
      'Etc/Unknown',
      'Europe',
      'CEST',
      '__proto__',
    ];
    expect(strangers.map((text) => table.identify(`  ${text} `))).toEqual(
      strangers.map((text) => ({ kind: 'unknown', text })),
    );
  });
});

describe('currentName', () => {
  it.each([
    ['Asia/Calcutta', 'Asia/Kolkata'],
    ['US/Eastern', 'America/New_York'],
    ['Europe/Kiev', 'Europe/Kyiv'],
    ['Asia/Saigon', 'Asia/Ho_Chi_Minh'],
    // The nearer name, not the zone whose clocks it shares.
    ['Iceland', 'Atlantic/Reykjavik'],
    ['America/Virgin', 'America/St_Thomas'],
    ['Europe/Stockholm', 'Europe/Stockholm'],
    ['Europe/Berlin', 'Europe/Berlin'],
  ])('%s is called %s today', (name, current) => {
    expect(table.currentName(zoneNamed(table, name))).toBe(current);
  });

  it('never leads to another old name, and shows the same clock', () => {
    const july = epochMs(Date.UTC(2026, 6, 1));
    const wrong = table.names.filter((name) => {
      const current = table.currentName(name);
      const sameClock = table.offsetSecondsAt(current, july) === table.offsetSecondsAt(name, july);
      return table.currentName(current) !== current || !sameClock;
    });
    expect(wrong).toEqual([]);
  });
});

describe('Windows names', () => {
  it('all lead to a name in use', () => {
    const { windows } = readShippedZoneData() as { windows: { zones: Record<string, string> } }; // as compiled
    const entries = Object.entries(windows.zones);
    expect(entries.length).toBe(142);
    expect(entries.filter(([, target]) => table.currentName(zoneNamed(table, target)) !== target)).toEqual([]);
    const others = entries.filter(([name]) => name !== 'UTC');
    expect(others.map(([name]) => table.identify(name))).toEqual(
      others.map(([, zone]) => ({ kind: 'known', zone, note: 'windows' })),
    );
    // "UTC" is a name of the database as well, and that one counts.
    expect(table.identify('UTC')).toEqual({ kind: 'known', zone: 'UTC', note: 'utc' });
  });
});
