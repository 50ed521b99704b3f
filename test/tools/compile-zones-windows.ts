/** A Windows zone name added to, or changed against, the CLDR file of 2017 that stands in the corpora. */
type WindowsAddition = { readonly name: string; readonly zone: string; readonly source: string };

const CLDR_2021A =
  'unicode-org/cldr common/supplemental/windowsZones.xml at 062dc06d, otherVersion 7e11800, read 2026-11-20';

/** Names and meanings younger than the CLDR file of 2017, and three that Windows has since retired. */
export const WINDOWS_ADDITIONS: readonly WindowsAddition[] = [
  // New names.
  { name: 'Qyzylorda Standard Time', zone: 'Asia/Qyzylorda', source: CLDR_2021A },
  { name: 'Sao Tome Standard Time', zone: 'Africa/Sao_Tome', source: CLDR_2021A },
  { name: 'South Sudan Standard Time', zone: 'Africa/Juba', source: CLDR_2021A },
  { name: 'Sudan Standard Time', zone: 'Africa/Khartoum', source: CLDR_2021A },
  { name: 'Volgograd Standard Time', zone: 'Europe/Volgograd', source: CLDR_2021A },
  { name: 'Yukon Standard Time', zone: 'America/Whitehorse', source: CLDR_2021A },
  // Same names, other places: Almaty left UTC+6 in 2024 and Chihuahua left UTC-7 in 2022, the Windows zones did not.
  { name: 'Central Asia Standard Time', zone: 'Asia/Bishkek', source: CLDR_2021A },
  { name: 'Mountain Standard Time (Mexico)', zone: 'America/Mazatlan', source: CLDR_2021A },
  { name: 'UTC', zone: 'Etc/UTC', source: CLDR_2021A },
  // Retired by Windows, still found in old files.
  {
    name: 'Armenian Standard Time',
    zone: 'Asia/Yerevan',
    source: 'Windows: "(UTC+04:00) Yerevan", replaced by Caucasus Standard Time',
  },
  {
    name: 'Kamchatka Standard Time',
    zone: 'Asia/Kamchatka',
    source: 'Windows: "Petropavlovsk-Kamchatsky - Old", replaced by Russia Time Zone 11',
  },
  {
    name: 'Mid-Atlantic Standard Time',
    zone: 'Etc/GMT+2',
    source: 'Windows: "(UTC-02:00) Mid-Atlantic - Old", replaced by UTC-02',
  },
];

/** Windows zone names with the zone of territory 001 (the default), in CLDR's file. */
export function readWindowsZones(xml: string): ReadonlyMap<string, string> {
  const rows = xml.matchAll(/<mapZone other="([^"]+)" territory="001" type="([^" ]+)\s*"\/>/g);
  return new Map([...rows].map(([, name = '', zone = '']) => [name, zone]));
}
