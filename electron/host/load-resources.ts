import { readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { DomainError } from '#shared/domain/errors.ts';
import type { ZoneData } from '#shared/time/zone-data.ts';

/** The data files that ship with the app, parsed as JSON and not yet checked: the engine's readers do that. */
export interface Resources {
  /** For `createZoneTable`. */
  readonly zones: ZoneData;
  /** Rule packs by file name without ending. */
  readonly rulePacks: ReadonlyMap<string, unknown>;
}

/** The folder beside this code, wherever the app stands. */
const SHIPPED = new URL('../../resources/', import.meta.url);

/**
 * Reads the zone table, the Windows zone names and the rule packs.
 *
 * @param folder the resources folder; the shipped one when not given.
 * @throws {DomainError} `notFound` or `fileRefused` naming the file, when the installation is not whole.
 */
export function loadResources(folder: URL = SHIPPED): Resources {
  const table = namesIn(folder, 'zones').findLast((name) => /^iana-\d{4}[a-z]+\.json$/.test(name));
  if (table === undefined) throw missing(new URL('zones/iana-….json', folder));
  const packs = namesIn(folder, 'rule-packs').filter((name) => name.endsWith('.json'));
  return {
    zones: {
      iana: readJson(new URL(`zones/${table}`, folder)),
      windows: readJson(new URL('zones/windows-zones.json', folder)),
    },
    rulePacks: new Map(
      packs.map((name) => [name.slice(0, -'.json'.length), readJson(new URL(`rule-packs/${name}`, folder))]),
    ),
  };
}

/** File names of a resources folder in order, so that the newest IANA release comes last. */
function namesIn(folder: URL, name: string): readonly string[] {
  const place = new URL(`${name}/`, folder);
  try {
    return readdirSync(place).toSorted();
  } catch (error) {
    throw missing(place, error);
  }
}

function readJson(file: URL): unknown {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw missing(file, error);
  }
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    const path = fileURLToPath(file);
    throw new DomainError('fileRefused', `The shipped file ${path} is damaged; install Sundial again.`, path, error);
  }
}

function missing(file: URL, cause?: unknown): DomainError {
  const path = fileURLToPath(file);
  return new DomainError('notFound', `The shipped file ${path} cannot be read; install Sundial again.`, path, cause);
}
