import { z } from 'zod';
import { HERE_ZONE_SETTING, momentOf } from '#engine/screens/moments.ts';
import {
  SETTING_SCHEMAS,
  type SettingName,
  type Settings,
  type SettingsAnswer,
  type SettingsChange,
  settingsChangeSchema,
} from '#shared/contract/settings.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Where screens keep their settings among the others of the data folder. */
const PREFIX = 'screen.';
/** No zone was chosen; an empty text names none. */
const NO_ZONE = '';

/** All settings, defaults filled in. A value another version wrote that this one does not know counts as never set. */
export const readSettings = documentUseCase({
  input: z.strictObject({}),
  run: (_input, context) => answerOf(context),
});

/** Changes the settings that are named. */
export const writeSettings = documentUseCase({
  input: settingsChangeSchema,
  audit: (input) => ({ subject: Object.keys(input).join(', '), detail: null }),
  run: async (input, context) => {
    checkZones(input, context.parts.zones);
    const { hereZone, ...others } = input;
    const values = new Map<string, string>();
    if (hereZone !== undefined) values.set(HERE_ZONE_SETTING, hereZone ?? NO_ZONE);
    for (const [name, value] of Object.entries(others)) {
      if (value !== undefined) values.set(`${PREFIX}${name}`, JSON.stringify(value));
    }
    await context.parts.store.write('setting.writeAll', values);
    return answerOf(context);
  },
});

/** Names of all time zones in use; old names are left out. */
export const listZones = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, { parts: { zones } }) =>
    zones.names.filter((name) => name.includes('/') && zones.currentName(name) === name),
});

/** The settings as they are stored; see {@link readSettings}. */
export async function settingsOf({ parts }: Pick<UseCaseContext, 'parts'>): Promise<Settings> {
  const stored = await parts.store.read('setting.list', { prefix: PREFIX });
  const one = <Name extends SettingName>(name: Name): Settings[Name] => {
    const text = stored.get(`${PREFIX}${name}`);
    const value = SETTING_SCHEMAS[name].safeParse(text === undefined ? undefined : parseOrNothing(text));
    return (value.success ? value.data : SETTING_SCHEMAS[name].parse(undefined)) as Settings[Name]; // the schema of this name
  };
  const zone = parts.zones.identify(stored.get(HERE_ZONE_SETTING) ?? null);
  return {
    language: one('language'),
    theme: one('theme'),
    hereZone: zone.kind === 'known' ? zone.zone : null,
    policies: one('policies'),
    retention: one('retention'),
    isWelcomeDone: one('isWelcomeDone'),
    savedFilters: one('savedFilters'),
    namesFromMeta: one('namesFromMeta'),
    polling: one('polling'),
  };
}

async function answerOf(context: UseCaseContext): Promise<SettingsAnswer> {
  const { parts, services } = context;
  const machine = parts.zones.identify(services.machineZone());
  return {
    settings: await settingsOf(context),
    here: await momentOf(context, parts.ports.clock.now(), null),
    machineZone: machine.kind === 'known' ? machine.zone : null,
  };
}

function checkZones({ hereZone, policies }: SettingsChange, zones: ZoneTable): void {
  for (const zone of [hereZone ?? null, policies?.unknownZone ?? null]) {
    if (zone === null || zone === 'skip' || zones.identify(zone).kind === 'known') continue;
    throw refuse('zoneUnknown', { zone }, { where: 'zone' });
  }
}

/** A text that is no JSON was not written by this version; it counts as not set. */
function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined;
  }
}
