import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { IntlMessageFormat } from 'intl-messageformat';

const RENDERER = fileURLToPath(new URL('../../renderer/', import.meta.url));

/** The five languages (issue 3, Languages). */
export const LANGUAGES = ['en', 'it', 'de', 'ja', 'id'] as const;

/** Texts of a language by `place:key.of.text`. */
export type Words = ReadonlyMap<string, string>;

/** Reads all texts of a language. */
export function readWords(language: string): Words {
  const folder = join(RENDERER, 'words', language);
  const words = new Map<string, string>();
  for (const name of readdirSync(folder)) {
    const texts: unknown = JSON.parse(readFileSync(join(folder, name), 'utf8'));
    for (const [key, text] of flattened(texts, '')) words.set(`${name.replace('.json', '')}:${key}`, text);
  }
  return words;
}

function flattened(value: unknown, path: string): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  if (typeof value !== 'object' || value === null) throw new Error(`"${path}" is neither a text nor a group of texts.`);
  return Object.entries(value).flatMap(([name, below]) => flattened(below, path === '' ? name : `${path}.${name}`));
}

/** The code of the screens by path below `renderer/`. */
export function readScreenCode(): ReadonlyMap<string, string> {
  const files = readdirSync(RENDERER, { recursive: true, encoding: 'utf8' })
    .map((path) => path.replaceAll('\\', '/'))
    .filter((path) => /\.tsx?$/.test(path));
  return new Map(files.map((path) => [path, readFileSync(join(RENDERER, path), 'utf8')]));
}

/**
 * The arguments of an ICU text, each with its kind, in order, e.g. `count plural`.
 *
 * @throws {Error} when the text is no ICU text.
 */
export function argumentsOf(text: string, language: string): readonly string[] {
  const found = new Set<string>();
  collect(new IntlMessageFormat(text, language, undefined, { ignoreTag: true }).getAst(), found);
  return [...found].toSorted();
}

type Ast = ReturnType<IntlMessageFormat['getAst']>;

/** Kinds of the parser: 1 argument, 2 number, 3 date, 4 time, 5 select, 6 plural. */
const KINDS: Readonly<Record<number, string>> = { 1: '', 2: '', 3: 'date', 4: 'time', 5: 'select', 6: '' };

function collect(ast: Ast, found: Set<string>): void {
  for (const part of ast) {
    const kind = KINDS[part.type];
    // A plural of one language is a plain number in another that has none; that is one argument all the same.
    if (kind !== undefined && 'value' in part) found.add(`${part.value} ${kind}`.trim());
    if ('options' in part) for (const option of Object.values(part.options)) collect(option.value, found);
  }
}
