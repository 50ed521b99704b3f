import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseJson } from '#engine/graph/parse-json.ts';

describe('JSON of the platform', () => {
  it('keeps every digit of whole numbers beyond 2^53, at any depth', () => {
    expect(parseJson('{"token":6177341647910041736,"list":[9007199254740993, 12]}')).toEqual({
      token: '6177341647910041736',
      list: ['9007199254740993', 12],
    });
    expect(parseJson('[-12345678901234567890]')).toEqual(['-12345678901234567890']);
  });

  it('leaves ordinary numbers, fractions and long digits inside texts alone', () => {
    const text = '{"a":9007199254740991,"b":0.12345678901234567,"c":"x: 12345678901234567890","d":1e20}';
    expect(parseJson(text)).toEqual(JSON.parse(text));
  });

  it('is undefined for what is no JSON', () => {
    for (const text of ['', '<html>', '{"a":', '{"a":12345678901234567890', '{"a" 1}']) {
      expect(parseJson(text)).toBeUndefined();
    }
  });

  it('gives back any number of up to 40 digits, digit by digit', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 10n ** 40n }), (id) => {
        const read = parseJson(`{"id": ${id}}`) as { id: string | number }; // written on this line
        expect(String(read.id)).toBe(String(id));
      }),
      { numRuns: 1_000 },
    );
  });
});
