import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  createLineReader,
  createValueReader,
  type JsonSplitter,
  type ValueSink,
} from '#engine/importers/json-splitter.ts';
import { isLostDigits, parseJsonText } from '#engine/importers/json-text.ts';
import { createDecoder } from '#engine/importers/text-decoder.ts';
import { corpusFiles } from './corpora.ts';

/** A few of the suite's own kinds, for a clone without it. */
const FEW_JSON = {
  'y_object.json': '{"a":[1,"\\u00e9"]}',
  'n_object_trailing_comma.json': '{"id":0,}',
  'n_string_unescaped_newline.json': '["new\nline"]',
  'n_structure_open.json': '[[[[[[[{"":[{"":[',
  'i_number_huge_exp.json': '[0.4e00669999999999999999999999999999]',
};

interface Found {
  readonly values: readonly unknown[];
  readonly bad: readonly number[];
}

function read(make: (sink: ValueSink) => JsonSplitter, text: string, cuts: readonly number[] = []): Found {
  const values: unknown[] = [];
  const bad: number[] = [];
  const reader = make({ value: (value) => values.push(value), bad: (_text, line) => bad.push(line) });
  let from = 0;
  for (const cut of cuts.toSorted((a, b) => a - b)) {
    if (cut <= from) continue;
    reader.push(text.slice(from, cut));
    from = cut;
  }
  reader.push(text.slice(from));
  reader.end();
  return { values, bad };
}

describe('NDJSON', () => {
  test('a broken line costs itself and is told by its number', () => {
    expect(read(createLineReader, '{"a":1}\n{"a":\n\n{"a":"x}\n{"a":2}')).toEqual({
      values: [{ a: 1 }, { a: 2 }],
      bad: [2, 4],
    });
  });

  test('several values on one line are read one by one', () => {
    expect(read(createLineReader, '{"a":1}{"a":2} {"a":3}\n').values).toEqual([{ a: 1 }, { a: 2 }, { a: 3 }]);
  });
});

describe('values one after another over any number of lines', () => {
  test('braces and quotes inside strings end nothing', () => {
    const text = '{\n "a": "}{",\n "b": "say \\"hi\\" \\\\"\n}\n{"c":[1,{"d":2}]}';
    expect(read(createValueReader, text)).toEqual({
      values: [{ a: '}{', b: 'say "hi" \\' }, { c: [1, { d: 2 }] }],
      bad: [],
    });
  });

  test('after a broken value reading goes on at the next line that begins with a brace', () => {
    const text = '{\n "a": 1\n}\n{\n "b": "open\n}\n{\n "c": 3\n}\n';
    expect(read(createValueReader, text)).toEqual({ values: [{ a: 1 }, { c: 3 }], bad: [4] });
  });

  test('where the text is cut changes nothing', () => {
    const pieces = fc.constantFrom('{"a":1}', '{\n"b":"}"\n}', '\n', ' ', '{"c":', '{"d":"x\n');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), fc.array(fc.nat(90), { maxLength: 6 }), (parts, cuts) => {
        const text = parts.join('');
        expect(read(createValueReader, text, cuts)).toEqual(read(createValueReader, text));
        expect(read(createLineReader, text, cuts)).toEqual(read(createLineReader, text));
      }),
      { numRuns: 500 },
    );
  });
});

describe('numbers that pass 2^53', () => {
  test('keep all their digits as text', () => {
    expect(parseJsonText('{"t": 6177341647910041736, "n": 12}')).toEqual({ t: '6177341647910041736', n: 12 });
  });

  test.each(['6177341647910042000', '6177341647910041600', '9007199254740992'])(
    '%s is what a program makes of a longer number: its digits are lost',
    (digits) => {
      const value = parseJsonText(`[${digits}]`) as unknown[];
      expect(isLostDigits(value[0])).toBe(true);
    },
  );
});

test('the public JSON suite is accepted and refused as it says, and none of it breaks a reader', () => {
  const files = corpusFiles('json-test-suite/test_parsing', FEW_JSON);
  for (const { name, bytes } of files) {
    const decoder = createDecoder('utf-8');
    const text = decoder.push(bytes) + decoder.end();
    const isValidText = !text.includes('\uFFFF');
    for (const make of [createLineReader, createValueReader]) expect(() => read(make, text), name).not.toThrow();
    if (name.startsWith('y_')) expect(parseJsonText(text), name).toBeDefined();
    if (name.startsWith('n_') && isValidText && !bytes.includes(0xfeff)) {
      const isAccepted = parseJsonText(bytes.toString('utf8')) !== undefined;
      expect(isAccepted, name).toBe(false);
    }
  }
  expect(files.length).toBeGreaterThan(4);
});
