import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open, readFile, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { DomainError } from '#shared/domain/errors.ts';
import type { Encoding } from '#shared/domain/list-file.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { MapRequest } from './column-map.ts';
import { findLayout } from './delimiter.ts';
import { fileKindOf, SAMPLE_BYTES } from './file-kind.ts';
import type { ItemSink, SourceReader } from './import-source.ts';
import { createJsonItems, type JsonItems, pageRows } from './json-items.ts';
import { brokenLayout, jsonLayout } from './json-layout.ts';
import { createLineReader, createValueReader, type JsonSplitter, type ValueSink } from './json-splitter.ts';
import { parseJsonText } from './json-text.ts';
import { shownValue } from './row-code.ts';
import { createTableReader } from './table-rows.ts';
import { createDecoder, INVALID_BYTE } from './text-decoder.ts';

/** Largest file that is streamed (DESIGN 7). */
export const MAX_FILE_BYTES = 1_073_741_824;
/** Largest JSON document, which has to be read as a whole (DESIGN 7). */
export const MAX_JSON_BYTES = 64 * 1_048_576;

/** Bytes read at a time. */
const CHUNK_BYTES = 1_048_576;

/** Which file to read, and how. */
export interface FileOrder {
  readonly path: string;
  readonly map: readonly MapRequest[];
  /** `null` = found by byte order mark and zero bytes, else UTF-8. */
  readonly encoding: Encoding | null;
  /** Its name as the person knows it; not given = that of the path. */
  readonly name?: string | undefined;
  /** See `TableOrder`. */
  readonly isPeek?: boolean | undefined;
}

/** How a file turned out to be laid out. `null` where there is no such thing. */
export interface FileLayout {
  readonly kind: 'table' | 'workbook' | 'json';
  readonly encoding: Encoding | null;
  readonly delimiter: string | null;
  readonly bytes: number;
}

/** How a reading goes on. */
export interface ReadingWatch {
  /** Called after each chunk. Throws to end the reading. */
  readonly onBytes: (read: number, total: number) => void;
  /** Called once, before the first row. */
  readonly onLayout?: (layout: FileLayout) => void;
}

/** What was learnt of the file itself. */
export interface FileFacts {
  readonly sha256: string;
  readonly bytes: number;
  /** When it was last written, milliseconds UTC: the age of the facts in it. */
  readonly modifiedAt: number;
}

/**
 * Reads a file of tokens into a sink, whatever its kind: delimited text, workbook, JSON, NDJSON or webhook log.
 *
 * @throws {DomainError} `fileRefused` or `invalidInput` in one sentence that names the file.
 */
export async function readTokenFile(order: FileOrder, sink: ItemSink, watch: ReadingWatch): Promise<FileFacts> {
  const where = order.name ?? basename(order.path);
  const facts = await fileFacts(order.path, where);
  const sample = await readSample(order.path);
  const names = order.map.map((request) => request.column);
  const kind = readKind(facts.bytes, where, () => fileKindOf(sample, order.encoding, where, names));
  if (kind.kind === 'table') refuseTooLarge(facts.bytes, where);
  const digest = createHash('sha256');
  const feed = (reader: SourceReader, encoding: Encoding): Promise<void> =>
    feedFile(
      { path: order.path, total: facts.bytes, watch, encoding, onChunk: (chunk) => digest.update(chunk) },
      reader,
    );
  const reading = { map: order.map, where, isPeek: order.isPeek };
  const found = (layout: Omit<FileLayout, 'bytes'>): void => watch.onLayout?.({ ...layout, bytes: facts.bytes });
  if (kind.kind === 'xlsx') {
    found({ kind: 'workbook', encoding: null, delimiter: null });
    // Loaded when it is needed: nine in ten lists are CSV, and the readers of workbooks are large.
    const { readWorkbook } = await import('./xlsx-rows.ts');
    await readWorkbook({ path: order.path, bytes: facts.bytes }, reading, sink);
    digest.update(await readFile(order.path));
    watch.onBytes(facts.bytes, facts.bytes);
  } else if (kind.kind === 'table') {
    const text = createDecoder(kind.encoding).push(sample);
    const layout = findLayout(text, names);
    found({ kind: 'table', encoding: kind.encoding, delimiter: layout.delimiter });
    await feed(createTableReader(layout, reading, sink), kind.encoding);
  } else {
    found({ kind: 'json', encoding: kind.encoding, delimiter: null });
    const items = createJsonItems(reading, sink);
    const json = {
      encoding: kind.encoding,
      sample: createDecoder(kind.encoding).push(sample),
      bytes: facts.bytes,
      where,
    };
    const reader = jsonReader(json, items, sink);
    refuseTooLarge(facts.bytes, where);
    await feed(reader, kind.encoding);
  }
  return { ...facts, sha256: digest.digest('hex') };
}

async function fileFacts(path: string, where: string): Promise<Omit<FileFacts, 'sha256'>> {
  try {
    const found = await stat(path);
    if (!found.isFile()) throw refuse('notAFile', { name: where }, { where });
    return { bytes: found.size, modifiedAt: Math.floor(found.mtimeMs) };
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw unreadable(where, path, error);
  }
}

/** Of a file that is too large that is said first: its first bytes may be no text because it is half made. */
function readKind<Kind>(bytes: number, where: string, read: () => Kind): Kind {
  try {
    return read();
  } catch (error) {
    refuseTooLarge(bytes, where);
    throw error;
  }
}

/** What is streamed may have 1 GiB; documents and workbooks have smaller limits of their own (DESIGN 7). */
function refuseTooLarge(bytes: number, where: string): void {
  if (bytes <= MAX_FILE_BYTES) return;
  const sizeGiB = (bytes / MAX_FILE_BYTES).toFixed(1);
  throw refuse('fileTooLarge', { name: where, sizeGiB, limitGiB: 1 }, { where });
}

function unreadable(name: string, where: string, cause: unknown): DomainError {
  const code = cause instanceof Error && 'code' in cause ? cause.code : null;
  if (code === 'ENOENT') return refuse('fileNotThere', { name }, { where, cause });
  if (code === 'EACCES' || code === 'EPERM') return refuse('fileNoRights', { name }, { where, cause });
  return refuse('fileUnreadable', { name, errno: String(code) }, { where, cause });
}

async function readSample(path: string): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(SAMPLE_BYTES), 0, SAMPLE_BYTES, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

interface Feed {
  readonly path: string;
  readonly total: number;
  readonly watch: ReadingWatch;
  readonly encoding: Encoding;
  readonly onChunk: (chunk: Uint8Array) => void;
}

async function feedFile({ path, total, watch, encoding, onChunk }: Feed, reader: SourceReader): Promise<void> {
  const decoder = createDecoder(encoding);
  let read = 0;
  // A stream without an encoding gives buffers.
  for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES }) as AsyncIterable<Buffer>) {
    onChunk(chunk);
    reader.push(decoder.push(chunk));
    read += chunk.length;
    watch.onBytes(read, total);
  }
  const last = decoder.end();
  if (last !== '') reader.push(last);
  reader.end();
}

interface JsonFacts {
  readonly sample: string;
  readonly bytes: number;
  readonly where: string;
}

/** NDJSON is read by lines, a single document as a whole, values written one after another by their braces. */
function jsonReader(facts: JsonFacts, items: JsonItems, sink: ItemSink): SourceReader {
  const values: ValueSink = {
    value: items.value,
    bad: (text, line) => {
      sink.original?.({ row: line, columns: [], cells: [text] });
      sink.bad({
        row: line,
        column: null,
        value: shownValue(text.replaceAll(INVALID_BYTE, '\uFFFD')),
        code: 'notJson',
      });
    },
  };
  const withEnd = (splitter: JsonSplitter): SourceReader => ({
    push: splitter.push,
    end: () => {
      splitter.end();
      items.end();
    },
  });
  const layout = jsonLayout(facts.sample);
  if (layout === 'document' && facts.bytes <= MAX_JSON_BYTES) return wholeReader(facts, items, values);
  const streamed = layout === 'document' ? brokenLayout(facts.sample) : layout;
  if (streamed === null) throw documentTooLarge(facts);
  return withEnd(SPLITTERS[streamed](values));
}

const SPLITTERS = { lines: createLineReader, values: createValueReader } as const;

function documentTooLarge({ bytes, where }: JsonFacts): DomainError {
  const sizes = { sizeMiB: Math.round(bytes / 1_048_576), limitMiB: MAX_JSON_BYTES / 1_048_576 };
  return refuse('jsonTooLarge', { name: where, ...sizes }, { where });
}

function wholeReader({ sample, where }: JsonFacts, items: JsonItems, values: ValueSink): SourceReader {
  const parts: string[] = [];
  return {
    push: (text) => parts.push(text),
    end: () => {
      const text = parts.join('');
      const value = parseJsonText(text);
      const layout = value === undefined ? brokenLayout(sample) : null;
      if (value !== undefined) takeDocument(value, items);
      else if (layout !== null) takeValues(text, SPLITTERS[layout](values));
      else throw noJson(where);
      items.end();
    },
  };
}

function noJson(where: string): DomainError {
  return refuse('jsonBroken', { name: where }, { where });
}

function takeValues(text: string, reader: JsonSplitter): void {
  reader.push(text);
  reader.end();
}

/** Rows of a list, of a page, or of a list of pages; numbered from 1. */
function takeDocument(document: unknown, items: JsonItems): void {
  let row = 0;
  const take = (value: unknown): void => {
    const rows = pageRows(value);
    if (rows !== null) {
      for (const inner of rows) take(inner);
      return;
    }
    row += 1;
    items.value(value, row);
  };
  for (const value of Array.isArray(document) ? document : [document]) take(value);
}
