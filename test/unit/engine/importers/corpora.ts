import { existsSync, readdirSync, readFileSync } from 'node:fs';

/** One file of a public corpus. */
export interface CorpusFile {
  readonly name: string;
  readonly bytes: Buffer;
}

const ROOT = new URL('../../../../../shared/corpora/', import.meta.url);

/**
 * The files of a folder of the public corpora, which stand beside the project and not in it.
 *
 * @param few - a few of their kind, read instead where the corpora are absent; it is said so.
 */
export function corpusFiles(folder: string, few: Readonly<Record<string, string>>): readonly CorpusFile[] {
  const place = new URL(`${folder}/`, ROOT);
  if (!existsSync(place)) {
    console.info(`The corpus ${folder} is not here: ${Object.keys(few).length} small examples are read instead.`);
    return Object.entries(few).map(([name, text]) => ({ name, bytes: Buffer.from(text) }));
  }
  return readdirSync(place).map((name) => ({ name, bytes: readFileSync(new URL(encodeURIComponent(name), place)) }));
}
