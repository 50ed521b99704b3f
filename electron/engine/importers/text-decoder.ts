import { isUtf8 } from 'node:buffer';
import type { Encoding } from '#shared/domain/list-file.ts';

/** Stands in the decoded text for a byte that is no text; a noncharacter, so that no honest file holds it. */
export const INVALID_BYTE = '\uFFFF';

/** Decodes chunks cut anywhere; the result does not depend on where they were cut. */
export interface ChunkDecoder {
  readonly push: (chunk: Uint8Array) => string;
  /** What is left of a character that was cut off. */
  readonly end: () => string;
}

/** A decoder for one file. A byte order mark at the start is taken away. */
export function createDecoder(encoding: Encoding): ChunkDecoder {
  return encoding === 'utf-8' ? createUtf8Decoder() : createPlatformDecoder(encoding);
}

function createPlatformDecoder(encoding: Encoding): ChunkDecoder {
  const decoder = new TextDecoder(encoding);
  // In UTF-16 half a character decodes to U+FFFD; in Windows-1252 every byte is some character.
  const mark = (text: string): string => (text.includes('\uFFFD') ? text.replaceAll('\uFFFD', INVALID_BYTE) : text);
  return { push: (chunk) => mark(decoder.decode(chunk, { stream: true })), end: () => mark(decoder.decode()) };
}

function createUtf8Decoder(): ChunkDecoder {
  let rest: Uint8Array = new Uint8Array(0);
  let isStart = true;
  const decode = (bytes: Uint8Array): string => {
    const text = isUtf8(bytes) ? asText(bytes) : decodeMarkingInvalid(bytes);
    if (!isStart || text === '') return text;
    isStart = false;
    return text.charCodeAt(0) === 0xfeff ? text.slice(1) : text;
  };
  return {
    push: (chunk) => {
      const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
      const end = bytes.length - incompleteTail(bytes);
      rest = Uint8Array.from(bytes.subarray(end));
      return decode(bytes.subarray(0, end));
    },
    end: () => {
      const last = decode(rest);
      rest = new Uint8Array(0);
      return last;
    },
  };
}

function asText(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8');
}

/** How many bytes at the end begin a character that the next chunk may complete. */
function incompleteTail(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) return sequenceLength(byte) > back ? back : 0;
  }
  return 0;
}

/** Length a UTF-8 sequence with this first byte must have; 1 for bytes that begin none. */
function sequenceLength(first: number): number {
  if (first < 0xc2 || first > 0xf4) return 1;
  if (first < 0xe0) return 2;
  return first < 0xf0 ? 3 : 4;
}

/** Decodes byte by byte, each byte that belongs to no character becoming {@link INVALID_BYTE}. */
function decodeMarkingInvalid(bytes: Uint8Array): string {
  let text = '';
  let from = 0;
  let at = 0;
  while (at < bytes.length) {
    const length = validLength(bytes, at);
    if (length > 0) {
      at += length;
    } else {
      text += asText(bytes.subarray(from, at)) + INVALID_BYTE;
      at += 1;
      from = at;
    }
  }
  return text + asText(bytes.subarray(from));
}

/** Length of the well-formed character that begins at `at`; 0 when none does (Unicode, table 3-7). */
function validLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = sequenceLength(first);
  return length > 1 && at + length <= bytes.length && isUtf8(bytes.subarray(at, at + length)) ? length : 0;
}
