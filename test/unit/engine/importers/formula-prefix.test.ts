import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addFormulaPrefix, removeFormulaPrefix } from '#engine/importers/formula-prefix.ts';
import { corpusFiles } from './corpora.ts';

/** A few of the forms of RELIABILITY S-36, for a clone without the corpora. */
const FEW = ['=1+1', '+1+1', '-1+1', '@SUM(1)', '\t=1', '\r=1', '\n=1', ' =1', '"=1', '＝1', '＠SUM(1)', "'=1"];

/** What a spreadsheet sees first when it opens the cell. */
const OPENS = /^[\s"]*[=+\-@＝＋－＠\t\r\n]/u;

test('no payload of the public lists opens a formula once it is written', () => {
  const files = corpusFiles('csv-injection-payloadbox/Intruder', { 'few.txt': FEW.join('\n') });
  const listed = files.flatMap((file) => file.bytes.toString('utf8').split('\n')).filter(Boolean);
  for (const payload of [...FEW, ...listed.filter((line) => OPENS.test(line))]) {
    expect(addFormulaPrefix(payload)).not.toMatch(OPENS);
  }
});

test('numbers stay numbers', () => {
  for (const text of ['-5', '+39', '3.14', '-1,5', '6177341647910041736']) expect(addFormulaPrefix(text)).toBe(text);
});

test('every text is read back as it was', () => {
  const unit = fc.constantFrom("'", '"', '=', '+', '-', '@', ' ', '\t', '\n', '1', 'a', '＝');
  fc.assert(
    fc.property(fc.string({ unit, maxLength: 8 }), (text) => {
      expect(removeFormulaPrefix(addFormulaPrefix(text))).toBe(text);
    }),
    { numRuns: 2_000 },
  );
});
