import type { Readable } from 'node:stream';
import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { noWorkbook } from './file-kind.ts';

/** Limits of a workbook (DESIGN 7; RELIABILITY S-30). */
const LIMITS = {
  fileBytes: 50 * 1_048_576,
  entries: 1_000,
  unpackedBytes: 300 * 1_048_576,
  /** Unpacked to packed size; only asked of archives that unpack to more than `ratioFromBytes`, small ones may be very regular. */
  ratio: 200,
  ratioFromBytes: 20 * 1_048_576,
} as const;

/** How a document type or an entity begins; neither belongs in a workbook (RELIABILITY S-31). */
const DECLARATIONS = ['<!DOCTYPE', '<!ENTITY'] as const;

/**
 * Walks a workbook's archive once before anything reads it: entries counted, sizes counted while inflating, names and declarations
 * looked at. Nothing is kept and nothing is written.
 *
 * @throws {DomainError} `fileRefused` in one sentence for an archive that is no workbook or breaks a limit.
 */
export async function guardWorkbook(path: string, fileBytes: number, where: string): Promise<void> {
  if (fileBytes > LIMITS.fileBytes) {
    const sizes = { sizeMiB: inMiB(fileBytes), limitMiB: inMiB(LIMITS.fileBytes) };
    throw refuse('workbookTooLarge', { name: where, ...sizes }, { where });
  }
  const zip = await openArchive(path, where);
  try {
    await walk(zip, fileBytes, where);
  } catch (error) {
    throw error instanceof DomainError ? error : broken(where, error);
  } finally {
    zip.close();
  }
}

async function openArchive(path: string, where: string): Promise<ZipFile> {
  try {
    return await openPromise(path, { lazyEntries: true, autoClose: false, strictFileNames: true });
  } catch (error) {
    throw broken(where, error);
  }
}

async function walk(zip: ZipFile, fileBytes: number, where: string): Promise<void> {
  if (zip.entryCount > LIMITS.entries) {
    const parts = { parts: zip.entryCount, limit: LIMITS.entries };
    throw refuse('workbookTooManyParts', { name: where, ...parts }, { where });
  }
  let unpacked = 0;
  let isWorkbook = false;
  const names: string[] = [];
  for await (const entry of zip.eachEntry()) {
    names.push(entry.fileName);
    if (entry.fileName === 'xl/workbook.xml') isWorkbook = true;
    if (entry.fileName.endsWith('/')) continue;
    unpacked += await countEntry(zip, entry, { where, left: LIMITS.unpackedBytes - unpacked });
    if (unpacked > LIMITS.ratioFromBytes && unpacked > fileBytes * LIMITS.ratio) throw bomb(where);
  }
  if (!isWorkbook) throw noWorkbook(names, where);
}

/** Bytes an entry really unpacks to; its own statement of them is not believed. */
async function countEntry(
  zip: ZipFile,
  entry: Entry,
  limit: { readonly where: string; readonly left: number },
): Promise<number> {
  if (entry.isEncrypted()) {
    throw refuse('workbookLocked', { name: limit.where }, { where: limit.where });
  }
  const stream: Readable = await zip.openReadStreamPromise(entry);
  const isXml = entry.fileName.endsWith('.xml') || entry.fileName.endsWith('.rels');
  let bytes = 0;
  let tail = '';
  // A stream without an encoding gives buffers.
  for await (const chunk of stream as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > limit.left) throw bomb(limit.where);
    if (!isXml) continue;
    const text = tail + chunk.toString('latin1').toUpperCase();
    if (DECLARATIONS.some((declaration) => text.includes(declaration))) {
      throw refuse('workbookEntities', { name: limit.where }, { where: limit.where });
    }
    tail = text.slice(-10);
  }
  return bytes;
}

function bomb(where: string): DomainError {
  return refuse('workbookUnpacksHuge', { name: where, limitMiB: inMiB(LIMITS.unpackedBytes) }, { where });
}

function broken(where: string, cause: unknown): DomainError {
  return refuse('workbookBroken', { name: where }, { where, cause });
}

function inMiB(bytes: number): number {
  return Math.round(bytes / 1_048_576);
}
