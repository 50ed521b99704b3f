import { readdirSync, readFileSync } from 'node:fs';
import { parseRulePack, type RulePack } from '#shared/rules/rule-pack.ts';

const folder = new URL('../../resources/rule-packs/', import.meta.url);

/** The text of every shipped rule pack by its name. */
export function readShippedRulePacks(): ReadonlyMap<string, string> {
  const names = readdirSync(folder).filter((name) => name.endsWith('.json'));
  return new Map(names.map((name) => [name.replace(/\.json$/, ''), readFileSync(new URL(name, folder), 'utf8')]));
}

/** The rule packs that ship with the app, by name, for tests. */
export function loadRulePacks(): ReadonlyMap<string, RulePack> {
  return new Map([...readShippedRulePacks()].map(([name, text]) => [name, parseRulePack(text, `${name}.json`)]));
}
