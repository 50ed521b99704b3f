import { isAbsolute, resolve } from 'node:path';

/** Most files taken from one start: more is no person's doing. */
const MOST_FILES = 20;
/** Endings of files that can be imported; the system hands over others by mistake only (DESIGN 7). */
const ENDINGS = /\.(?:csv|tsv|txt|xlsx|json|ndjson|jsonl|log)$/i;

/**
 * Files among the words of a command line, as the system writes it when a file is opened with Sundial. The words are taken for hostile
 * (RELIABILITY S-17): switches, addresses and everything that names no importable file are left out.
 *
 * @param words - without the program and, unpacked, without its script.
 * @param cwd - where relative names start.
 */
export function fileArguments(words: readonly string[], cwd: string): readonly string[] {
  return words
    .filter((word) => !word.startsWith('-') && !word.includes('\0') && ENDINGS.test(word))
    .filter((word) => isAbsolute(word) || !/^[a-z][a-z\d+.-]+:/i.test(word))
    .map((word) => resolve(cwd, word))
    .slice(0, MOST_FILES);
}
