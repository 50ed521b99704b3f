import type { PictureType } from '#shared/domain/picture.ts';

/** What the first bytes of a picture say. */
export interface PictureHeader {
  readonly type: PictureType;
  readonly width: number;
  readonly height: number;
}

/**
 * Type and size of a picture by its own bytes; what a site calls it does not count (RELIABILITY S-40).
 *
 * @returns `null` when it is no PNG, JPEG, GIF or WebP, or breaks off before its size, or has none.
 */
export function readPictureHeader(bytes: Uint8Array): PictureHeader | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  for (const { type, isIt, sizeOf } of FORMS) {
    if (!isIt(view)) continue;
    const size = sizeOf(view);
    return size === null || size.width === 0 || size.height === 0 ? null : { type, ...size };
  }
  return null;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One kind of picture: how it begins, and where its size stands. */
interface Form {
  readonly type: PictureType;
  readonly isIt: (view: DataView) => boolean;
  readonly sizeOf: (view: DataView) => Size | null;
}

const FORMS: readonly Form[] = [
  { type: 'image/png', isIt: (view) => has(view, 0, '\x89PNG\r\n\x1a\n'), sizeOf: sizeOfPng },
  { type: 'image/jpeg', isIt: (view) => has(view, 0, '\xff\xd8\xff'), sizeOf: sizeOfJpeg },
  { type: 'image/gif', isIt: (view) => has(view, 0, 'GIF87a') || has(view, 0, 'GIF89a'), sizeOf: sizeOfGif },
  { type: 'image/webp', isIt: (view) => has(view, 0, 'RIFF') && has(view, 8, 'WEBP'), sizeOf: sizeOfWebp },
];

/** Whether these characters, one byte each, stand at a place. */
function has(view: DataView, at: number, signs: string): boolean {
  if (view.byteLength < at + signs.length) return false;
  for (let index = 0; index < signs.length; index += 1) {
    if (view.getUint8(at + index) !== signs.charCodeAt(index)) return false;
  }
  return true;
}

/** PNG, 11.2.1: the first chunk is IHDR, with width and height. */
function sizeOfPng(view: DataView): Size | null {
  if (view.byteLength < 24 || !has(view, 12, 'IHDR')) return null;
  return { width: view.getUint32(16), height: view.getUint32(20) };
}

/**
 * GIF89a, 18 and 20: the logical screen follows the signature; the first picture has a size of its own, and browsers make room for the
 * larger of the two. `null` = it breaks off before its first picture, or has none.
 */
function sizeOfGif(view: DataView): Size | null {
  const at = firstGifPicture(view);
  if (at === null || at + 10 > view.byteLength) return null;
  return {
    width: Math.max(view.getUint16(6, true), view.getUint16(at + 5, true)),
    height: Math.max(view.getUint16(8, true), view.getUint16(at + 7, true)),
  };
}

/** Where the first image descriptor stands (GIF89a, 18 to 26): after the colours and any extensions. */
function firstGifPicture(view: DataView): number | null {
  if (view.byteLength < 13) return null;
  const flags = view.getUint8(10);
  let at = 13 + ((flags & 0x80) === 0 ? 0 : 3 * 2 ** ((flags & 0x07) + 1));
  while (at < view.byteLength) {
    const block = view.getUint8(at);
    if (block === 0x2c) return at;
    if (block !== 0x21) return null;
    at += 2; // an extension and its label; what it holds comes in parts with their length, and one of none ends it
    while (at < view.byteLength && view.getUint8(at) !== 0) at += 1 + view.getUint8(at);
    at += 1;
  }
  return null;
}

/** Markers C0 to CF are frames, these three excepted (ITU T.81, table B.1): Huffman tables, a reserved one, arithmetic coding. */
const NO_FRAME = new Set([0xc4, 0xc8, 0xcc]);

/** JPEG (ITU T.81, B.1.1.4, B.2.2): segments with their length, up to the first frame. */
function sizeOfJpeg(view: DataView): Size | null {
  let at = 2;
  while (at + 9 <= view.byteLength) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1; // fill
      continue;
    }
    if (marker >= 0xc0 && marker <= 0xcf && !NO_FRAME.has(marker)) {
      return { width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    }
    const length = view.getUint16(at + 2);
    if (length < 2) return null;
    at += 2 + length;
  }
  return null;
}

/** WebP (RFC 9649, 2.5 to 2.7): lossy, lossless and extended files each keep the size elsewhere. */
function sizeOfWebp(view: DataView): Size | null {
  if (has(view, 12, 'VP8 ') && view.byteLength >= 30) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  if (has(view, 12, 'VP8L') && view.byteLength >= 25) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
  }
  if (has(view, 12, 'VP8X') && view.byteLength >= 30) {
    return { width: lowest24(view, 24) + 1, height: lowest24(view, 27) + 1 };
  }
  return null;
}

function lowest24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}
