import { expect, test } from 'vitest';
import { ignoredColumns, mapColumns, showMapping } from '#engine/importers/column-map.ts';
import { refusalIn } from './refusal-in.ts';

const of = (columns: readonly string[], map: readonly string[] = []): Record<string, string> => {
  const requests = map.map((text) => ({ column: text.split('=')[0] ?? '', field: text.split('=')[1] ?? '' }));
  return Object.fromEntries(
    showMapping(mapColumns(columns, requests, 'list.csv')).map((line) => [line.field, line.column]),
  );
};

test("the platform's names are understood without a mapping", () => {
  const columns = [
    'notification_messages_token',
    'recipient_id',
    'notification_messages_timezone',
    'topic_title',
    'creation_timestamp',
    'token_expiry_timestamp',
    'user_token_status',
    'notification_messages_reoptin',
    'next_eligible_time',
    'notification_messages_frequency',
  ];
  expect(Object.values(of(columns)).toSorted()).toEqual(columns.toSorted());
});

test('plain names are understood whatever their case, spaces and underscores', () => {
  expect(of(['Token', 'RECIPIENT', ' Name ', 'Time Zone', 'topic'])).toEqual({
    token: 'Token',
    recipient: 'RECIPIENT',
    name: ' Name ',
    timezone: 'Time Zone',
    topic: 'topic',
  });
});

test("the platform's name wins over a plain one in the same file, and the other column is listed as ignored", () => {
  const map = mapColumns(['token', 'notification_messages_token', 'recipient'], [], 'list.csv');
  expect(showMapping(map)).toContainEqual({ column: 'notification_messages_token', field: 'token' });
  expect(ignoredColumns(map)).toEqual(['token']);
});

test('a mapping of the user wins over the names', () => {
  expect(of(['token', 'recipient', 'id'], ['id=recipient'])).toMatchObject({ recipient: 'id' });
  expect(of(['token', 'recipient', 'topic'], ['topic=-'])).not.toHaveProperty('topic');
});

test('an unknown column in a mapping is refused by name, with the columns there are', () => {
  const found = refusalIn(() => of(['token', 'recipient'], ['phone=recipient']));
  expect(found).toMatchObject({ code: 'invalidInput' });
  expect(found.message).toBe('There is no column "phone" in "list.csv"; its columns are "token", "recipient".');
});

test('an unknown field, and one field for two columns, are refused by name', () => {
  expect(refusalIn(() => of(['token', 'recipient'], ['token=shoe'])).message).toContain('"shoe" is no field');
  expect(refusalIn(() => of(['a', 'b', 'recipient'], ['a=token', 'b=token'])).message).toContain(
    'cannot both be the token',
  );
});

test('a file without a column for the recipient is refused with its columns and the way out', () => {
  const found = refusalIn(() => of(['token', 'phone']));
  expect(found).toMatchObject({ code: 'fileRefused' });
  expect(found.message).toContain('the columns are "token", "phone"; say which with --map column=recipient');
});
