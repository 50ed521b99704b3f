import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { doubtfulColumns, mapColumns } from '#engine/importers/column-map.ts';
import { COLUMN_NAMES, fieldNamed, fieldPerhapsNamed, plainName } from '#engine/importers/column-names.ts';
import { TOKEN_FIELDS, type TokenField } from '#shared/domain/list-file.ts';

describe('names people give to columns are understood in the languages of the screens', () => {
  test.each([
    ['Opted in', 'createdAt'],
    ['Opt-in date', 'createdAt'],
    ['Data iscrizione', 'createdAt'],
    ['Einwilligungsdatum', 'createdAt'],
    ['同意日', 'createdAt'],
    ['tanggal persetujuan', 'createdAt'],
    ['Expires', 'expiresAt'],
    ['Scade', 'expiresAt'],
    ['Läuft ab', 'expiresAt'],
    ['有効期限', 'expiresAt'],
    ['Berlaku sampai', 'expiresAt'],
    ['Time zone', 'timezone'],
    ['FUSO ORARIO:', 'timezone'],
    ['Zeitzone', 'timezone'],
    ['Nome', 'name'],
    ['Vor- und Nachname', 'name'],
    ['氏名', 'name'],
    ['Token', 'token'],
    ['PSID', 'recipient'],
    ['Meta-ID', 'recipient'],
    ['Ultimo messaggio ricevuto', 'lastInbound'],
    ['Stato', 'status'],
    ['Thema', 'topic'],
  ] as const)('%s', (name, field) => expect(fieldNamed(name)?.field).toBe(field));
});

test.each([
  'Phone',
  'Telefono',
  'E-Mail',
  'ID',
  'User ID',
  'Access token',
  'Last message',
  'Ultimo messaggio',
  'Title',
  'Key',
])('a column called %s is taken for nothing by itself', (name) => expect(fieldNamed(name)).toBeNull());

test("Sundial's own word for a field is understood in every language", () => {
  for (const language of ['en', 'it', 'de', 'ja', 'id']) {
    const words = JSON.parse(readFileSync(`renderer/words/${language}/import.json`, 'utf8')) as {
      readonly field: Readonly<Record<TokenField, string>>;
    }; // checked by the tests of the words
    for (const field of TOKEN_FIELDS) expect(fieldNamed(words.field[field])?.field, words.field[field]).toBe(field);
  }
});

test('no name stands for two fields, and none that is sure is also doubtful', () => {
  const fieldsOf = new Map<string, Set<string>>();
  for (const field of TOKEN_FIELDS) {
    for (const name of COLUMN_NAMES[field]) {
      fieldsOf.set(plainName(name), (fieldsOf.get(plainName(name)) ?? new Set()).add(field));
      expect(fieldPerhapsNamed(name), name).toBeNull();
    }
  }
  expect([...fieldsOf].filter(([, fields]) => fields.size > 1)).toEqual([]);
});

test('a doubtful column is asked about while its field is free and the person has said nothing of it', () => {
  const columns = ['token', 'psid', 'ID', 'Letzte Nachricht'];
  const map = (requests: readonly { readonly column: string; readonly field: string }[]) =>
    doubtfulColumns(mapColumns(columns, requests, 'list.csv'), requests);
  expect(map([])).toEqual([{ column: 'Letzte Nachricht', field: 'lastInbound' }]);
  expect(map([{ column: 'Letzte Nachricht', field: '-' }])).toEqual([]);
});
