import type { EngineResources } from '#engine/engine.ts';
import { parseRulePack, type RulePack } from '#shared/rules/rule-pack.ts';
import { createZoneTable, type ZoneTable } from '#shared/time/zone-table.ts';
import { loadResources, type Resources } from './load-resources.ts';

/** What ships with the app, read once and only when a command needs it. */
export function resourcesWhenNeeded(): EngineResources {
  let files: Resources | null = null;
  let zones: ZoneTable | null = null;
  let rulePacks: ReadonlyMap<string, RulePack> | null = null;
  const read = (): Resources => {
    files ??= loadResources();
    return files;
  };
  return {
    zones: () => {
      zones ??= createZoneTable(read().zones);
      return zones;
    },
    rulePacks: () => {
      rulePacks ??= new Map(
        [...read().rulePacks].map(([name, value]) => [name, parseRulePack(JSON.stringify(value), name)]),
      );
      return rulePacks;
    },
  };
}
