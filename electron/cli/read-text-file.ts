import { readFileSync, statSync } from 'node:fs';
import { DomainError } from '#shared/domain/errors.ts';

/**
 * Reads a small text file of the person.
 *
 * @throws {DomainError} `fileRefused` when it is not there, no file, too large or no UTF-8 text.
 */
export function readTextFile(path: string, maxBytes: number): string {
  try {
    const facts = statSync(path);
    if (!facts.isFile()) throw new DomainError('fileRefused', `"${path}" is no file.`, path);
    if (facts.size > maxBytes) {
      const sentence = `"${path}" has ${facts.size} bytes; at most ${maxBytes} are read here.`;
      throw new DomainError('fileRefused', sentence, path);
    }
    return new TextDecoder('utf-8', { fatal: true }).decode(readFileSync(path));
  } catch (error) {
    if (error instanceof DomainError) throw error;
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const why = {
      ENOENT: 'is not there',
      EACCES: 'may not be read',
      ERR_ENCODING_INVALID_ENCODED_DATA: 'is no UTF-8 text',
    }[code];
    throw new DomainError('fileRefused', `"${path}" ${why ?? `cannot be read (${code})`}.`, path, error);
  }
}
