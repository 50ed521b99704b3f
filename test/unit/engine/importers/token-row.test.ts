import { describe, expect, test } from 'vitest';
import { createDateReader } from '#engine/importers/date-reader.ts';
import { pageOffsets } from '#engine/importers/page-offsets.ts';
import { INVALID_BYTE } from '#engine/importers/text-decoder.ts';
import { FIELD_INDEX } from '#engine/importers/token-field.ts';
import { type RowReading, readTokenRow, type TokenRow } from '#engine/importers/token-row.ts';
import { TOKEN_FIELDS, type TokenField } from '#shared/domain/list-file.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

const UTC = pageOffsets(loadZoneTable(), 'Etc/UTC');
const GOOD = { token: '6177341647910041736', recipient: '24512345678901234' };

function reading(cells: Partial<Record<TokenField, string>>): RowReading {
  const values: (string | null)[] = TOKEN_FIELDS.map(() => null);
  for (const [field, cell] of Object.entries({ ...GOOD, ...cells })) values[FIELD_INDEX[field as TokenField]] = cell; // keys of the argument
  return readTokenRow(values, createDateReader({ offsets: UTC, order: null }));
}

function taken(cells: Partial<Record<TokenField, string>>): TokenRow {
  const found = reading(cells);
  if (found.kind !== 'taken') throw new Error(`refused: ${found.code}`);
  return found.row;
}

function flagsOf(cells: Partial<Record<TokenField, string>>): readonly string[] {
  const found = reading(cells);
  return found.kind === 'taken' ? found.flags.map((flag) => `${flag.field} ${flag.code}`) : [`refused ${found.code}`];
}

describe('a row without a usable token or recipient is refused, and the cell is named', () => {
  test.each([
    ['an empty token', { token: '' }, 'token', 'missing'],
    ['a recipient of spaces', { recipient: '   ' }, 'recipient', 'missing'],
    ['a token with a space inside', { token: '6177 3416' }, 'token', 'space'],
    ['a zero-width space in a token', { token: '6177\u200B3416' }, 'token', 'hiddenCharacter'],
    ['a change of writing direction in a recipient', { recipient: '245\u202E123' }, 'recipient', 'hiddenCharacter'],
    ['a byte order mark inside an id', { token: '\uFEFF6177' }, 'token', 'hiddenCharacter'],
    ['a line break inside an id', { token: '61\n77' }, 'token', 'hiddenCharacter'],
    ['an id that a spreadsheet rounded', { token: '6.17734E+18' }, 'token', 'digitsLost'],
    ['the same with a comma', { recipient: '2,45123E+16' }, 'recipient', 'digitsLost'],
    ['a letter that no id holds', { token: '６１７７' }, 'token', 'badCharacter'],
    ['an address where an id belongs', { recipient: 'https://x.y/?a=1' }, 'recipient', 'badCharacter'],
    ['a token longer than any', { token: '6'.repeat(513) }, 'token', 'tooLong'],
    ['a word where an id belongs', { recipient: 'not-an-id' }, 'recipient', 'notAnId'],
    ['letters among the digits of a person', { recipient: '24512a' }, 'recipient', 'notAnId'],
    ['a total at the end of a list', { token: 'Total', recipient: '12' }, 'token', 'notAnId'],
    ['a long number as spreadsheets shorten it', { token: '1.23457E+18' }, 'token', 'digitsLost'],
    ['a fraction in place of an id', { recipient: '506.5' }, 'recipient', 'notAnId'],
    ['a fraction with a comma', { token: '12346,5' }, 'token', 'notAnId'],
    ['a signed number', { token: '-5' }, 'token', 'notAnId'],
    ['a truth value', { recipient: 'TRUE' }, 'recipient', 'notAnId'],
    ['a truth value of JSON', { token: 'false' }, 'token', 'notAnId'],
    ['a formula', { token: '=73' }, 'token', 'formula'],
    ['a text formula with a space in it', { token: '="7 7"' }, 'token', 'space'],
    ['an empty text formula', { token: '=""' }, 'token', 'formula'],
    ['signs that no id holds', { token: 'a+b' }, 'token', 'badCharacter'],
    ['a zero byte in a name', { name: 'Jo\0' }, 'name', 'hiddenCharacter'],
    ['bytes that are no text in a name', { name: `Jos${INVALID_BYTE}` }, 'name', 'encoding'],
  ] as const)('%s', (_what, cells, field, code) => {
    expect(reading(cells)).toMatchObject({ kind: 'refused', field, code });
  });
});

test('outer spaces of an id are taken away, the rest of the row stays as it is written', () => {
  expect(taken({ token: ' 6177 ', name: ' Anna  Rossi ' })).toMatchObject({ token: '6177', name: ' Anna  Rossi ' });
});

test("Excel's text formula is the text in it, and an id of letters and signs is taken", () => {
  expect(taken({ token: '="77"', recipient: ' ="0078" ' })).toMatchObject({ token: '77', recipient: '0078' });
  expect(taken({ token: 'pt_1-a.b:c' }).token).toBe('pt_1-a.b:c');
});

test('ids stay text with all their digits', () => {
  expect(taken({}).token).toBe('6177341647910041736');
});

test('a number of at least 10^12 is milliseconds, a smaller one seconds, ISO 8601 with its offset is read too', () => {
  expect(taken({ nextEligibleAt: '1763600000' }).nextEligibleAt).toBe(1_763_600_000_000);
  expect(taken({ nextEligibleAt: '1763600000123' }).nextEligibleAt).toBe(1_763_600_000_123);
  expect(taken({ createdAt: '2025-11-20T01:00:00+0100' }).createdAt).toBe(Date.UTC(2025, 10, 20));
});

test('0 and nothing are an unknown next eligible time, and nothing is told', () => {
  expect(taken({ nextEligibleAt: '0' }).nextEligibleAt).toBeNull();
  expect(flagsOf({ nextEligibleAt: '0' })).toEqual([]);
  expect(flagsOf({ nextEligibleAt: '' })).toEqual([]);
});

test.each(['soon', '-5', '12', '99999999999999999'])(
  'a next eligible time of "%s" is nonsense: flagged and unknown',
  (cell) => {
    expect(flagsOf({ nextEligibleAt: cell })).toEqual(['nextEligibleAt timeNonsense']);
    expect(taken({ nextEligibleAt: cell }).nextEligibleAt).toBeNull();
  },
);

test('a frequency is read in any case, and one that is none is flagged and left out', () => {
  expect(taken({ frequency: 'WEEKLY' }).frequency).toBe('weekly');
  expect(flagsOf({ frequency: 'HOURLY' })).toEqual(['frequency frequencyUnknown']);
});

test.each([
  'STOP NOTIFICATIONS',
  'STOP_NOTIFICATIONS',
  'stopped',
  'Unsubscribed',
  'opted out',
  'opt-out',
  'disiscritta',
  'abgemeldet',
  '配信停止',
  'berhenti',
])('a status of "%s" is a stop', (status) => expect(taken({ status }).status).toBe('stopped'));

test.each(['active', 'RESUME NOTIFICATIONS', 'subscribed', 'expired', ''])('a status of "%s" is no stop', (status) =>
  expect(taken({ status }).status).toBeNull(),
);

test('a suppression in our own list comes back as one', () => {
  expect(taken({ status: 'suppressed' }).status).toBe('suppressed');
});

test('the prefix of our own export is taken off a name, any other apostrophe stays', () => {
  expect(taken({ name: "'=1+1" }).name).toBe('=1+1');
  expect(taken({ name: "'s-Gravenhage" }).name).toBe("'s-Gravenhage");
});

test('32,767 spaces in front of an id are read in a moment', () => {
  expect(reading({ token: `${' '.repeat(32_766)}x y` })).toMatchObject({ kind: 'refused' });
});
