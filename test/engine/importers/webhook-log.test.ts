import { describe, expect, test } from 'vitest';
import { refusalOf } from '#test/support/refusal.ts';
import { openImportWorld } from './import-world.ts';

const DAY = 1_700_000_000_000;

interface Sent {
  readonly token?: string;
  readonly person?: string;
  readonly at: number;
  readonly status?: string;
  readonly page?: string;
  readonly title?: string;
}

function body(...events: readonly Sent[]): string {
  const messaging = events.map(({ token = '1', person = '11', at, status, title = 'Offers' }) => ({
    sender: { id: person },
    recipient: { id: '1001' },
    timestamp: at,
    optin: {
      type: 'notification_messages',
      notification_messages_token: token,
      notification_messages_timezone: 'Europe/Rome',
      title,
      ...(status === undefined ? {} : { notification_messages_status: status }),
    },
  }));
  return JSON.stringify({ object: 'page', entry: [{ id: events[0]?.page ?? '1001', time: DAY, messaging }] });
}

test('opt-ins of a log become people with their consent, and the events are kept whole', async () => {
  const world = openImportWorld();
  const result = await world.take(
    `${body({ at: DAY }, { token: '2', person: '12', at: DAY + 1 })}\n${body({ token: '3', person: '13', at: DAY + 2 })}\n`,
  );
  expect(result).toMatchObject({ rows: 3, new: 3, rejected: 0 });
  expect(world.token('1')).toMatchObject({
    zone: 'Europe/Rome',
    topic: 'Offers',
    opted_in_at_ms: DAY,
    created_at_ms: DAY,
  });
  expect(world.rows('SELECT source FROM import')).toEqual([{ source: 'webhookLog' }]);
  expect(world.rows('SELECT kind, source FROM consent_event')).toEqual(
    Array.from({ length: 3 }, () => ({ kind: 'optIn', source: 'webhook' })),
  );
  expect(world.rows('SELECT count(*) AS n FROM webhook_event WHERE body_json IS NOT NULL')).toEqual([{ n: 3 }]);
});

describe('stops and resumes', () => {
  test.each([
    ['a stop after the opt-in', [{ at: DAY }, { at: DAY + 1, status: 'STOP NOTIFICATIONS' }], DAY + 1],
    [
      'a stop that stands before its opt-in in the log',
      [{ at: DAY + 1, status: 'STOP_NOTIFICATIONS' }, { at: DAY }],
      DAY + 1,
    ],
    ['a stop at the same instant: it wins the tie', [{ at: DAY }, { at: DAY, status: 'STOP_NOTIFICATIONS' }], DAY],
    [
      'a resume after the stop',
      [{ at: DAY }, { at: DAY + 1, status: 'STOP' }, { at: DAY + 2, status: 'RESUME NOTIFICATIONS' }],
      null,
    ],
    [
      'an old resume before the stop',
      [
        { at: DAY + 1, status: 'RESUME' },
        { at: DAY + 2, status: 'STOP' },
      ],
      DAY + 2,
    ],
    [
      'a stop in seconds, an opt-in in milliseconds',
      [{ at: DAY }, { at: DAY / 1_000 + 5, status: 'STOP' }],
      DAY + 5_000,
    ],
  ])('%s', async (_what, events, stoppedAt) => {
    const world = openImportWorld();
    await world.take(events.map((event) => body(event)).join('\n'));
    expect(world.token('1')).toMatchObject({ stopped_at_ms: stoppedAt });
  });

  test('a stop of a token nobody knew is kept, so that a later list cannot make it sendable', async () => {
    const world = openImportWorld();
    await world.take(body({ at: DAY, status: 'STOP' }));
    expect(world.token('1')).toMatchObject({ stopped_at_ms: DAY });
    await world.take('token,recipient,creation_timestamp\n1,11,1690000000\n');
    expect(world.token('1')).toMatchObject({ stopped_at_ms: DAY });
  });

  test('a stop that comes late by another log does not undo a newer opt-in', async () => {
    const world = openImportWorld();
    await world.take(body({ at: DAY + 10 }));
    await world.take(body({ at: DAY + 5, status: 'STOP' }));
    expect(world.token('1')).toMatchObject({ stopped_at_ms: null, opted_in_at_ms: DAY + 10 });
    expect(world.rows('SELECT kind FROM consent_event ORDER BY id').map((row) => row['kind'])).toEqual([
      'optIn',
      'stop',
    ]);
  });
});

test('the same event a hundred times is one event, and the log imported again changes nothing', async () => {
  const world = openImportWorld();
  const log = Array.from({ length: 100 }, () => body({ at: DAY }, { at: DAY + 1, status: 'STOP' })).join('\n');
  expect(await world.take(log)).toMatchObject({ rows: 200, new: 1, repeated: 198 });
  expect(world.rows('SELECT count(*) AS n FROM consent_event')).toEqual([{ n: 2 }]);
  expect(await world.take(log)).toMatchObject({ rows: 200, new: 0, changed: 0, repeated: 200 });
  expect(world.rows('SELECT count(*) AS n FROM consent_event')).toEqual([{ n: 2 }]);
  expect(await world.parts.store.read('consent.verify', { recipientId: null })).toEqual([]);
});

test('plugin opt-ins and messages are left aside, events of another Page and broken lines are told', async () => {
  const world = openImportWorld();
  const plugin = JSON.stringify({
    object: 'page',
    entry: [{ id: '1001', messaging: [{ sender: { id: '2' }, timestamp: 1, optin: { ref: 'x' } }] }],
  });
  const result = await world.take(
    [
      body({ at: DAY }),
      plugin,
      body({ at: DAY, page: '999', token: '9' }),
      '{"object":"page","en',
      body({ at: DAY, token: '4 4' }),
    ].join('\n'),
  );
  expect(result).toMatchObject({ rows: 4, new: 1, aside: 1, rejected: 3 });
  expect(result.rejects).toEqual([
    { row: 3, column: 'entry.id', value: '999', code: 'otherAccount' },
    { row: 4, column: null, value: '{"object":"page","en', code: 'notJson' },
    { row: 5, column: 'notification_messages_token', value: '4 4', code: 'space' },
  ]);
});

describe('one foreign or broken line costs itself, wherever it stands', () => {
  const good = [1, 2, 3, 4, 5].map((n) => body({ at: DAY + n, token: String(n), person: `1${n}` }));
  const manyKeys = JSON.stringify(Object.fromEntries(Array.from({ length: 600 }, (_, n) => [`k${n}`, n])));
  const foreign = [
    ['an object of another kind', '{"x":1}', 'notARow'],
    ['an object with more keys than are looked at', manyKeys, 'notARow'],
    ['a log line of another program', 'Nov 21 server started', 'notJson'],
    ['a log line in brackets', '[2026-11-21] server started', 'notJson'],
    ['a list', '[1]', 'notARow'],
    ['a cut body', '{"object":"page","en', 'notJson'],
    ['a cut body with open braces', '{"object":"page",', 'notJson'],
    ['a web page', '<html>', 'notJson'],
    ['a zero byte', 'a\0b', 'notJson'],
  ] as const;
  const places = [0, 2, 5];
  test.each(foreign.flatMap(([what, line, code]) => places.map((at) => [what, at + 1, line, code] as const)))(
    '%s in line %i',
    async (_what, row, line, code) => {
      const world = openImportWorld();
      const lines = good.toSpliced(row - 1, 0, line);
      for (const end of ['', '\n']) {
        const result = await world.take(lines.join('\n') + end, { dryRun: true });
        expect(result).toMatchObject({ rows: 6, new: 5, rejected: 1, rejects: [{ row, code }] });
      }
    },
  );

  test('rows of NDJSON as bodies', async () => {
    const world = openImportWorld();
    const rows = [1, 2, 3].map((n) => JSON.stringify({ token: String(n), recipient: `1${n}` }));
    for (const [row, line] of [
      [1, manyKeys],
      [1, 'garbage'],
      [2, '{"x":1}'],
      [4, '{"x":1}'],
    ] as const) {
      const result = await world.take(rows.toSpliced(row - 1, 0, line).join('\n'), { dryRun: true });
      expect(result).toMatchObject({ new: 3, rejected: 1, rejects: [{ row }] });
    }
  });

  test('a foreign line between bodies over many lines', async () => {
    const world = openImportWorld();
    const pretty = good.map((text) => JSON.stringify(JSON.parse(text), null, 2));
    for (const at of [0, 2, 5]) {
      for (const line of ['{"x":1}', 'garbage']) {
        const result = await world.take(pretty.toSpliced(at, 0, line).join('\n'), { dryRun: true });
        expect(result).toMatchObject({ new: 5, rejected: 1 });
      }
    }
  });

  test('a file of nothing but foreign lines is refused with the names that stand in it', async () => {
    const world = openImportWorld();
    expect(await refusalOf(world.take('{"x":1}\n{"y":2}\n'))).toContain('the columns are "x", "y"');
  });

  test('a list whose rows stand on lines of their own is one document', async () => {
    const world = openImportWorld();
    const rows = [1, 2, 3].map((n) => JSON.stringify({ token: String(n), recipient: `1${n}` })).join(',\n');
    for (const text of [`[\n${rows}\n]\n`, `{"data":[\n${rows}\n]}\n`]) {
      expect(await world.take(text, { dryRun: true })).toMatchObject({ rows: 3, new: 3, rejected: 0 });
    }
    expect(await refusalOf(world.take(`[\n${rows}\n`))).toContain('is no JSON');
  });
});

test('bodies written one after another over many lines are read as well', async () => {
  const world = openImportWorld();
  const pretty = (text: string): string => JSON.stringify(JSON.parse(text), null, 2);
  const log = `${pretty(body({ at: DAY }))}\n${pretty(body({ at: DAY + 1, token: '2', person: '12' }))}\n`;
  expect(await world.take(log)).toMatchObject({ new: 2, rejected: 0 });
});

test('undo takes a log back with its events, and the log can be imported again', async () => {
  const world = openImportWorld();
  const log = body({ at: DAY }, { token: '2', person: '12', at: DAY + 1 });
  await world.take(log);
  expect(await world.parts.store.write('import.undo', { importId: 1 as never, at: DAY })).toEqual({
    restored: 0,
    removed: 2,
    kept: [],
  });
  expect(await world.take(log)).toMatchObject({ new: 2, repeated: 0 });
});
