import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createDecoder, INVALID_BYTE } from '#engine/importers/text-decoder.ts';
import type { Encoding } from '#shared/domain/list-file.ts';

function decode(bytes: Uint8Array, encoding: Encoding, cuts: readonly number[] = []): string {
  const decoder = createDecoder(encoding);
  let text = '';
  let from = 0;
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    const to = Math.min(cut, bytes.length);
    if (to <= from) continue;
    text += decoder.push(bytes.subarray(from, to));
    from = to;
  }
  return text + decoder.push(bytes.subarray(from)) + decoder.end();
}

test('a byte order mark is taken away in UTF-8 and both kinds of UTF-16', () => {
  expect(decode(Buffer.from('\uFEFFZoë', 'utf8'), 'utf-8')).toBe('Zoë');
  expect(decode(Buffer.from('\uFEFFZoë', 'utf16le'), 'utf-16le')).toBe('Zoë');
  expect(decode(Buffer.from('\uFEFFZoë', 'utf16le').swap16(), 'utf-16be')).toBe('Zoë');
});

test('a byte that is no UTF-8 is marked where it stands, and its neighbours are kept', () => {
  const bytes = Buffer.concat([Buffer.from('Jos'), Buffer.of(0xe9), Buffer.from(',Zoë')]);
  expect(decode(bytes, 'utf-8')).toBe(`Jos${INVALID_BYTE},Zoë`);
});

test('an honest replacement character in UTF-8 is no invalid byte', () => {
  expect(decode(Buffer.from('a\uFFFDb'), 'utf-8')).toBe('a\uFFFDb');
});

test('Windows-1252 is read when the caller says so', () => {
  expect(decode(Buffer.of(0x4a, 0x6f, 0x73, 0xe9, 0x80), 'windows-1252')).toBe('José€');
});

test('any text survives UTF-8 and UTF-16 however it is cut', () => {
  const cuts = fc.array(fc.nat(60), { maxLength: 8 });
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 20 }), cuts, (text, at) => {
      fc.pre(!text.startsWith('\uFEFF'));
      expect(decode(Buffer.from(text), 'utf-8', at)).toBe(text);
      expect(decode(Buffer.from(text, 'utf16le'), 'utf-16le', at)).toBe(text);
    }),
  );
});

test('random bytes decode to the same text however they are cut, and are marked exactly when they are no UTF-8', () => {
  const byte = fc.constantFrom(0x41, 0xc3, 0xa9, 0xe2, 0x82, 0xac, 0xf0, 0x9f, 0x98, 0x80, 0xff, 0xed, 0xa0);
  fc.assert(
    fc.property(fc.array(byte, { maxLength: 24 }), fc.array(fc.nat(24), { maxLength: 6 }), (list, cuts) => {
      const bytes = Uint8Array.from(list);
      const whole = decode(bytes, 'utf-8');
      expect(decode(bytes, 'utf-8', cuts)).toBe(whole);
      let isValid = true;
      try {
        new TextDecoder('utf-8', { fatal: true }).decode(bytes);
      } catch {
        isValid = false; // the platform's own decoder is the judge here
      }
      expect(whole.includes(INVALID_BYTE)).toBe(!isValid);
    }),
    { numRuns: 1_000 },
  );
});
