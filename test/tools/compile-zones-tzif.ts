/** One change of a zone's clock: from `at` (seconds since 1970 UTC) on, local time minus UTC is `offset` seconds. */
export type OffsetChange = { readonly at: number; readonly offset: number };

/** What a TZif file says about offsets: the one before the first change, the changes, and the rule after the last. */
export type TzifContents = {
  readonly firstOffset: number;
  readonly changes: readonly OffsetChange[];
  /** POSIX TZ text that holds after the last change. */
  readonly footer: string;
};

const HEADER_BYTES = 44;

/**
 * Reads the 64-bit block and the footer of a TZif file, version 2 or later (RFC 8536, section 3).
 *
 * @throws {Error} when the file is no such file.
 */
export function readTzif(file: Buffer): TzifContents {
  const narrow = readHeader(file, 0);
  const secondHeader = HEADER_BYTES + blockBytes(narrow, 4);
  const wide = readHeader(file, secondHeader);
  const times = secondHeader + HEADER_BYTES;
  const types = times + wide.timeCount * 8;
  const typeTable = types + wide.timeCount;
  const offsetOfType = (type: number): number => file.readInt32BE(typeTable + type * 6);
  const changes = Array.from({ length: wide.timeCount }, (_, i) => ({
    at: Number(file.readBigInt64BE(times + i * 8)),
    offset: offsetOfType(file.readUInt8(types + i)),
  }));
  const footerStart = times + blockBytes(wide, 8);
  const footer = /^\n([^\n]*)\n$/.exec(file.subarray(footerStart).toString('latin1'));
  if (footer?.[1] === undefined) throw new Error('TZif: the footer is missing.');
  // Type 0 holds before the first change (RFC 8536, section 3.2).
  return { firstOffset: offsetOfType(0), changes, footer: footer[1] };
}

type Header = {
  readonly utCount: number;
  readonly wallCount: number;
  readonly leapCount: number;
  readonly timeCount: number;
  readonly typeCount: number;
  readonly charCount: number;
};

function readHeader(file: Buffer, start: number): Header {
  if (file.toString('latin1', start, start + 4) !== 'TZif' || file.readUInt8(start + 4) < 0x32) {
    throw new Error('TZif: no header of version 2 or later.');
  }
  const count = (index: number): number => file.readUInt32BE(start + 20 + index * 4);
  const header = {
    utCount: count(0),
    wallCount: count(1),
    leapCount: count(2),
    timeCount: count(3),
    typeCount: count(4),
    charCount: count(5),
  };
  if (header.leapCount !== 0) throw new Error('TZif: leap seconds are not expected here.');
  return header;
}

function blockBytes(header: Header, timeBytes: 4 | 8): number {
  return (
    header.timeCount * (timeBytes + 1) +
    header.typeCount * 6 +
    header.charCount +
    header.leapCount * (timeBytes + 4) +
    header.wallCount +
    header.utCount
  );
}
