import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readPictureHeader } from '#engine/pictures/picture-header.ts';

/** Pictures of three by two pixels, written by a browser; the GIF by hand. */
const PICTURES = fileURLToPath(new URL('../../../fixtures/pictures/', import.meta.url));
const FILES = readdirSync(PICTURES).map((name) => ({ name, bytes: readFileSync(join(PICTURES, name)) }));

test('type and size of every kind of picture are read from its bytes', () => {
  expect(Object.fromEntries(FILES.map(({ name, bytes }) => [name, readPictureHeader(bytes)]))).toEqual({
    'three-by-two.png': { type: 'image/png', width: 3, height: 2 },
    'three-by-two.jpg': { type: 'image/jpeg', width: 3, height: 2 },
    'three-by-two.gif': { type: 'image/gif', width: 3, height: 2 },
    'three-by-two-lossy.webp': { type: 'image/webp', width: 3, height: 2 },
    'three-by-two-lossless.webp': { type: 'image/webp', width: 3, height: 2 },
    'three-by-two-extended.webp': { type: 'image/webp', width: 3, height: 2 },
  });
});

test('a GIF is as large as the larger of its screen and its first picture, whatever stands between them', () => {
  const word = (value: number): readonly number[] => [value & 0xff, value >> 8];
  const gif = (flags: number, between: readonly number[], block = 0x2c): Uint8Array =>
    new Uint8Array([
      ...Buffer.from('GIF89a'),
      ...word(4),
      ...word(300),
      flags,
      0,
      0,
      ...between,
      block,
      ...word(0),
      ...word(0),
      ...word(40_000),
      ...word(2),
      0,
    ]);
  const colours = Array.from({ length: 3 * 4 }, () => 0x2c);
  const extensions = [0x21, 0xf9, 4, 0x2c, 0x2c, 0x2c, 0x2c, 0, 0x21, 0xfe, 2, 0x2c, 0x2c, 1, 0x2c, 0];
  const large = { type: 'image/gif', width: 40_000, height: 300 };
  expect(readPictureHeader(gif(0, []))).toEqual(large);
  expect(readPictureHeader(gif(0x81, [...colours, ...extensions]))).toEqual(large);
  // What ends, and what is no block at all.
  expect([gif(0, [], 0x3b), gif(0, [0])].map(readPictureHeader)).toEqual([null, null]);
});

test('SVG, web pages, other files and pictures without a size are no pictures', () => {
  const png = FILES.find(({ name }) => name === 'three-by-two.png')?.bytes ?? Buffer.alloc(0);
  const withoutWidth = Buffer.from(png);
  withoutWidth.writeUInt32BE(0, 16);
  const texts = [
    '',
    '<svg xmlns="http://www.w3.org/2000/svg"/>',
    '<?xml version="1.0"?><svg/>',
    '<!doctype html>',
    'GIF',
  ];
  const others = [
    'BM\x00\x00',
    'II*\x00',
    '%PDF-1.7',
    'RIFF\x00\x00\x00\x00AVI LIST',
    '\x00\x00\x00\x1cftypavif',
    '\xff\xd8',
  ];
  const given = [...[...texts, ...others].map((text) => Buffer.from(text, 'latin1')), withoutWidth];
  expect(given.map(readPictureHeader)).toEqual(given.map(() => null));
});

test('whatever the bytes are, and wherever a picture breaks off, there is an answer', () => {
  const anything = fc.uint8Array({ maxLength: 200 });
  const broken = fc
    .tuple(fc.constantFrom(...FILES), fc.nat(800), anything)
    .map(([{ bytes }, length, rest]) => new Uint8Array([...bytes.subarray(0, length), ...rest]));
  fc.assert(
    fc.property(fc.oneof(anything, broken), (bytes) => {
      const header = readPictureHeader(bytes);
      expect(header === null || (header.width > 0 && header.height > 0)).toBe(true);
    }),
  );
});
