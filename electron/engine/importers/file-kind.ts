import type { DomainError } from '#shared/domain/errors.ts';
import type { Encoding } from '#shared/domain/list-file.ts';
import type { REFUSALS } from '#shared/domain/refusals/refusal-catalogue.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { holdsJson } from './json-layout.ts';
import { createDecoder, INVALID_BYTE } from './text-decoder.ts';

/** What a file holds, as far as its first bytes tell. */
export type FileKind =
  | { readonly kind: 'table'; readonly encoding: Encoding }
  | { readonly kind: 'json'; readonly encoding: Encoding }
  | { readonly kind: 'xlsx' };

/** How many bytes from the start of a file are looked at. */
export const SAMPLE_BYTES = 65_536;

/** Makes the refusal of a file by its name. */
type Refuse = (name: string) => DomainError;

/** How old Office files begin, and new ones behind a password (MS-CFB, Compound File Header). */
const COMPOUND_FILE = [0xd0, 0xcf, 0x11, 0xe0] as const;

/** Signatures of files of another kind, and what to say of them (file formats' own specifications). */
const OTHER_KINDS: readonly (readonly [readonly number[], Refuse])[] = [
  [[0x50, 0x4b, 0x05, 0x06], archive('ZIP')],
  [[0x50, 0x4b, 0x07, 0x08], archive('ZIP')],
  [[0x89, 0x50, 0x4e, 0x47], picture('PNG')],
  [[0xff, 0xd8, 0xff], picture('JPEG')],
  [[0x47, 0x49, 0x46, 0x38], picture('GIF')],
  [[0x52, 0x49, 0x46, 0x46], other('media')],
  [[0x25, 0x50, 0x44, 0x46], other('pdf')],
  [[0x4d, 0x5a], other('windowsProgram')],
  [[0x7f, 0x45, 0x4c, 0x46], other('program')],
  [[0xcf, 0xfa, 0xed, 0xfe], other('program')],
  [[0xca, 0xfe, 0xba, 0xbe], other('program')],
  [[0x53, 0x51, 0x4c, 0x69, 0x74, 0x65, 0x20, 0x66], other('database')],
  [COMPOUND_FILE, other('oldOffice')],
  [[0x1f, 0x8b], archive('gzip')],
  [[0x37, 0x7a, 0xbc, 0xaf], archive('7-Zip')],
  [[0x52, 0x61, 0x72, 0x21], archive('RAR')],
  [[0x42, 0x5a, 0x68], archive('bzip2')],
  [[0xfd, 0x37, 0x7a, 0x58], archive('xz')],
  [[0x28, 0xb5, 0x2f, 0xfd], archive('zstd')],
  [[0x7b, 0x5c, 0x72, 0x74, 0x66], other('richText')],
  [[0x49, 0x44, 0x33], other('sound')],
  [[0x50, 0x41, 0x52, 0x31], other('parquet')],
];

/**
 * Tells what a file is by its first bytes, never by its name.
 *
 * @param sample - the first {@link SAMPLE_BYTES} bytes, or all there are.
 * @param encoding - as the caller says; `null` = found by byte order mark and zero bytes, else UTF-8.
 * @param names - further names of keys that tell a row, from the user's mapping.
 * @throws {DomainError} `fileRefused` for an empty file and for a file of another kind, by its name.
 */
export function fileKindOf(
  sample: Uint8Array,
  encoding: Encoding | null,
  where: string,
  names: readonly string[] = [],
): FileKind {
  if (sample.length === 0) throw refuse('fileEmpty', { name: where }, { where });
  if (startsWith(sample, [0x50, 0x4b, 0x03, 0x04])) return { kind: 'xlsx' };
  if (startsWith(sample, COMPOUND_FILE) && holdsEncryptedPackage(sample)) {
    throw refuse('workbookLocked', { name: where }, { where });
  }
  refuseOtherKinds(sample, where);
  const found = encoding ?? encodingOf(sample);
  const text = createDecoder(found).push(sample);
  if (isBinary(text)) throw other('binary')(where);
  if (text.trim() === '' && sample.length < SAMPLE_BYTES) {
    throw refuse('fileBlank', { name: where }, { where });
  }
  return { kind: textKind(text, where, names), encoding: found };
}

function textKind(text: string, where: string, names: readonly string[]): 'table' | 'json' {
  const first = text.trimStart()[0];
  if (first === '{' || first === '[' || holdsJson(text, names)) return 'json';
  if (first === '<') throw other('webPage')(where);
  return 'table';
}

function refuseOtherKinds(sample: Uint8Array, where: string): void {
  const found = OTHER_KINDS.find(([signature]) => startsWith(sample, signature));
  if (found !== undefined && !readsAsText(sample, found[0])) throw found[1](where);
}

/** The refusal of an archive that turned out to be no workbook Sundial reads; `names` are those of its parts. */
export function noWorkbook(names: readonly string[], where: string): DomainError {
  if (names.includes('xl/workbook.bin')) return other('binaryWorkbook')(where);
  if (names.includes('content.xml') && names.includes('mimetype')) return other('openDocument')(where);
  return other(names.some((name) => name.endsWith('.iwa')) ? 'numbers' : 'plainZip')(where);
}

function archive(format: string): Refuse {
  return (name) => refuse('fileIsArchive', { name, format }, { where: name });
}

function picture(format: string): Refuse {
  return (name) => refuse('fileIsPicture', { name, format }, { where: name });
}

function other(what: keyof (typeof REFUSALS)['fileOtherKind']['terms']['what']): Refuse {
  return (name) => refuse('fileOtherKind', { name, what }, { where: name });
}

/** A workbook behind a password is a stream of this name in an old container (MS-OFFCRYPTO 2.3.4.4). */
function holdsEncryptedPackage(sample: Uint8Array): boolean {
  return Buffer.from(sample).includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

function startsWith(sample: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte, index) => sample[index] === byte);
}

/** Two or three letters may be the first of a list's first word: such a file is text unless it holds other bytes. */
function readsAsText(sample: Uint8Array, signature: readonly number[]): boolean {
  return signature.every((byte) => byte >= 0x20 && byte < 0x7f) && signature.length <= 3 && !sample.some(isControl);
}

function isControl(byte: number): boolean {
  return byte < 9 || (byte > 13 && byte < 32);
}

/**
 * Whether a text with zero bytes is no text at all: more than a tenth of it is controls or bytes that are no text. One zero byte in a
 * list is one bad row (DESIGN 7). The share is Sundial's choice: binary files have several times as much.
 */
function isBinary(text: string): boolean {
  if (!text.includes('\0')) return false;
  let odd = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (isControl(text.charCodeAt(at)) || text[at] === INVALID_BYTE) odd += 1;
  }
  return odd > text.length / 10;
}

/** By byte order mark; without one, zero bytes in every other place tell UTF-16, since ids and commas are ASCII. */
function encodingOf(sample: Uint8Array): Encoding {
  if (startsWith(sample, [0xff, 0xfe])) return 'utf-16le';
  if (startsWith(sample, [0xfe, 0xff])) return 'utf-16be';
  const zeros = [0, 0];
  const length = Math.min(sample.length, 1_024);
  for (let index = 0; index < length; index += 1) {
    if (sample[index] === 0) zeros[index % 2] = (zeros[index % 2] ?? 0) + 1;
  }
  const [even = 0, odd = 0] = zeros;
  if (odd > length / 8 && even === 0) return 'utf-16le';
  if (even > length / 8 && odd === 0) return 'utf-16be';
  return 'utf-8';
}
