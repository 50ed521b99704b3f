import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { foldName } from '#engine/people/fold-name.ts';
import { NameTexts } from '#engine/people/name-texts.ts';

/** Names as people have them: with much in common, in several scripts, some long, some none. */
const names = fc.array(
  fc.oneof(
    fc.stringMatching(/^(ann|anna|anne|änne|zoë) [a-c]{0,8}$/),
    fc.constantFrom('', '𠮷野家', '田中', '吉野家', '﷽', 'Ａｎｎａ', 'x'.repeat(3_000), 'x'.repeat(3_001)),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  { maxLength: 60 },
);

function kept(folded: readonly string[], room: number): NameTexts {
  const texts = new NameTexts(room);
  for (const text of folded) texts.codeOf(text);
  return texts;
}

describe('names in one array', () => {
  test('are each kept once and come back as they were, however little room was made', () => {
    fc.assert(
      fc.property(names, fc.integer({ min: 0, max: 60 }), (given, room) => {
        const folded = given.map((name) => foldName(name));
        const texts = kept(folded, room);
        expect(texts.length).toBe(new Set(folded).size);
        expect(folded.map((text) => texts.textOf(texts.codeOf(text)))).toEqual(folded);
        expect(texts.codeOfKnown(' never given')).toBeNull();
      }),
    );
  });

  test('stand in the order in which strings are compared', () => {
    fc.assert(
      fc.property(names, (given) => {
        const folded = [...new Set(given.map((name) => foldName(name)))];
        const texts = kept(folded, folded.length);
        const inOrder = [...texts.inOrder()].map((code) => texts.textOf(code));
        expect(inOrder).toEqual(folded.toSorted((a, b) => (a < b ? -1 : a > b ? 1 : 0)));
      }),
    );
  });

  test('are found by all parts that they hold, and by no part that begins in one and ends in the next', () => {
    fc.assert(
      fc.property(
        names,
        fc.array(fc.constantFrom(' a', ' ann', 'b', 'ca', '田', ' x'), { minLength: 1, maxLength: 3 }),
        (given, parts) => {
          const folded = [...new Set(given.map((name) => foldName(name)))];
          const found = kept(folded, 0).holding(parts);
          expect([...found].map((one) => one === 1)).toEqual(
            folded.map((text) => parts.every((part) => text.includes(part))),
          );
        },
      ),
    );
    expect([...kept([' ab', ' cd'], 2).holding(['b c'])]).toEqual([0, 0]);
  });
});
