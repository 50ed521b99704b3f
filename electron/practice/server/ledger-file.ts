import { Buffer } from 'node:buffer';
import { closeSync, existsSync, ftruncateSync, openSync, readFileSync, writeSync } from 'node:fs';
import type { LedgerEntry } from '#practice/records/message-records.ts';

/** The NDJSON file of accepted messages (issue 2, `practice --ledger`). */
export type LedgerFile = {
  append(entries: readonly LedgerEntry[]): void;
  close(): void;
};

/**
 * Opens a ledger file to append to.
 *
 * A half line, left by a process that was killed while writing, is cut off; messages that were accepted after the last
 * whole line are then written, so that the file holds every acceptance of its own time again.
 *
 * @param missingAfter - accepted messages after the one with this message id.
 */
export function openLedgerFile(file: string, missingAfter: (messageId: string) => Iterable<LedgerEntry>): LedgerFile {
  const { size, lastId } = wholeLines(file);
  const handle = openSync(file, existsSync(file) ? 'r+' : 'w+');
  ftruncateSync(handle, size);
  let position = size;
  const append = (entries: readonly LedgerEntry[]): void => {
    const bytes = Buffer.from(entries.map((entry) => `${JSON.stringify(entry)}\n`).join(''));
    for (let written = 0; written < bytes.length; ) {
      written += writeSync(handle, bytes, written, bytes.length - written, position + written);
    }
    position += bytes.length;
  };
  if (lastId !== null) append([...missingAfter(lastId)]);
  return { append, close: () => closeSync(handle) };
}

/** Length of the file up to its last whole line, and the message id in that line; `null` when there is no line. */
function wholeLines(file: string): { readonly size: number; readonly lastId: string | null } {
  if (!existsSync(file)) return { size: 0, lastId: null };
  const bytes = readFileSync(file);
  const size = bytes.lastIndexOf(0x0a) + 1;
  const last = bytes.subarray(0, size).toString('utf8').trimEnd().split('\n').at(-1) ?? '';
  return { size, lastId: /"messageId":"([^"]+)"/.exec(last)?.[1] ?? null };
}
