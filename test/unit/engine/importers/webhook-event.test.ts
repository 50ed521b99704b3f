import { expect, test } from 'vitest';
import { createJsonItems } from '#engine/importers/json-items.ts';
import { parseJsonText } from '#engine/importers/json-text.ts';
import { webhookEntries } from '#engine/importers/webhook-event.ts';
import { type Finding, readFindings } from '#engine/webhooks/read-happenings.ts';
import { corpusFiles } from './corpora.ts';

/** A few of the suite's own kinds, for a clone without it. */
const FEW_JSON = {
  'y_object.json': '{"a":[1,"\\u00e9"]}',
  'n_object_trailing_comma.json': '{"id":0,}',
  'n_string_unescaped_newline.json': '["new\nline"]',
  'n_structure_open.json': '[[[[[[[{"":[{"":[',
  'i_number_huge_exp.json': '[0.4e00669999999999999999999999999999]',
};

interface OptIn {
  readonly [field: string]: unknown;
}

function body(optin: OptIn, timestamp: number | string = 1_700_000_000_000): unknown {
  const message = {
    sender: { id: '24512345678901234' },
    recipient: { id: '1001' },
    timestamp,
    optin: { type: 'notification_messages', notification_messages_token: '6177341647910041736', ...optin },
  };
  return { object: 'page', entry: [{ id: '1001', time: 1_700_000_000_500, messaging: [message] }] };
}

function findings(value: unknown): readonly Finding[] {
  return readFindings(webhookEntries(value) ?? []);
}

function only(value: unknown): Extract<Finding, { kind: 'event' }>['event'] {
  const [first, ...others] = findings(value);
  expect(others).toEqual([]);
  if (first?.kind !== 'event') throw new Error(`no event but ${first?.kind}`);
  return first.event;
}

test('an opt-in is read with all it tells', () => {
  const event = only(
    body({
      payload: 'offers',
      title: 'Weekly offers',
      notification_messages_timezone: 'Europe/Rome',
      token_expiry_timestamp: 2_145_916_800_000,
      user_token_status: 'NOT_REFRESHED',
    }),
  );
  expect(event).toMatchObject({
    kind: 'optIn',
    pageId: '1001',
    at: 1_700_000_000_000,
    token: '6177341647910041736',
    recipient: '24512345678901234',
    topic: 'Weekly offers',
    zone: 'Europe/Rome',
    expiresAt: 2_145_916_800_000,
  });
});

test.each([
  ['STOP NOTIFICATIONS', 'stop'],
  ['STOP_NOTIFICATIONS', 'stop'],
  ['RESUME NOTIFICATIONS', 'resume'],
  ['RESUME_NOTIFICATIONS', 'resume'],
])('a status of "%s" is a %s, never an opt-in', (status, kind) => {
  expect(only(body({ notification_messages_status: status })).kind).toBe(kind);
});

test('a refreshed token is a refresh', () => {
  expect(only(body({ user_token_status: 'REFRESHED' })).kind).toBe('refresh');
});

test('a time in seconds and one in milliseconds are the same instant', () => {
  expect(only(body({}, 1_701_599_111)).at).toBe(only(body({}, '1701599111000')).at);
});

test('the same event has the same key in another body, another event another key', () => {
  const twice = [only(body({})), only(body({ title: 'later filled' }))];
  expect(twice[0]?.key).toBe(twice[1]?.key);
  expect(only(body({}, 1_700_000_000_001)).key).not.toBe(twice[0]?.key);
  expect(only(body({ notification_messages_status: 'STOP' })).key).not.toBe(twice[0]?.key);
});

test('plugin opt-ins, one-time requests and messages hold no token of ours', () => {
  const plugin = {
    object: 'page',
    entry: [{ id: '1', messaging: [{ sender: { id: '2' }, timestamp: 1, optin: { ref: 'x' } }] }],
  };
  const oneTime = { type: 'one_time_notif_req', one_time_notif_token: '3' };
  const entry = {
    id: '1',
    messaging: [{ sender: { id: '2' }, timestamp: 1, optin: oneTime }, { message: { text: 'hi' } }],
  };
  expect(findings(plugin)).toEqual([{ kind: 'aside' }]);
  expect(findings({ object: 'page', entry: [entry] })).toEqual([{ kind: 'aside' }, { kind: 'aside' }]);
});

test('a message logged without its envelope, as the documentation prints it, is read too', () => {
  const { entry } = body({}) as { entry: { messaging: unknown[] }[] };
  expect(only(entry[0]?.messaging[0]).pageId).toBe('1001');
});

test('ids as numbers are read where they are whole, and refused where a program has rounded them', () => {
  const text = JSON.stringify(body({})).replace('"6177341647910041736"', '6177341647910041736');
  expect(only(parseJsonText(text)).token).toBe('6177341647910041736');
  const rounded = parseJsonText(text.replace('6177341647910041736', '6177341647910042000'));
  expect(findings(rounded)).toMatchObject([{ kind: 'bad', code: 'digitsLost' }]);
});

test('an event without sender or time costs itself only', () => {
  const entry = { id: '1', messaging: [{ timestamp: 1, optin: { notification_messages_token: '3' } }] };
  const good = (body({}) as { entry: unknown[] }).entry[0];
  expect(findings({ object: 'page', entry: [entry, good] }).map((found) => found.kind)).toEqual(['bad', 'event']);
});

test('no body of the public JSON suite breaks the reader of webhook bodies and rows', () => {
  const nothing = (): void => {};
  const sink = { mapped: nothing, row: nothing, bad: nothing, event: nothing, happening: nothing, aside: nothing };
  for (const { name, bytes } of corpusFiles('json-test-suite/test_parsing', FEW_JSON)) {
    const value = parseJsonText(bytes.toString('utf8'));
    const wrapped = [
      value,
      { object: 'page', entry: value },
      { object: 'page', entry: [value, { messaging: [value, { optin: value }] }] },
    ];
    for (const one of wrapped) {
      expect(() => createJsonItems({ map: [], where: name }, sink).value(one, 1), name).not.toThrow();
    }
  }
});
