import { readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { openInMemory } from '#engine/store/connection.ts';
import { appendConsent } from '#engine/store/consent-chain.ts';
import { inTransaction, type ReadableDb, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { migrate } from '#engine/store/migrate.ts';
import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';
import { exportTables } from '#engine/store/operations/exporting.ts';
import { containing, sundial } from '#test/cli/support.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';
import {
  insertAccountRow,
  insertCampaignRow,
  insertDeliveryRow,
  insertPersonRows,
  insertRow,
} from '#test/support/workspace-rows.ts';

const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };

/** Scoped id and token of person `n`, as the row helpers make them. */
const scopedId = (n: number): string => `7000000000000${n}`;
const tokenOf = (n: number): string => `6177341647910${n}`;

/** A workspace with people 1 to `count`, each with a message that was sent and one that is planned, consent and an attempt. */
function peopledWorkspace(count: number): string {
  const folder = temporaryFolder();
  const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
  inTransaction(db, () => insertPeople(db, count));
  close();
  return folder;
}

function insertPeople(db: WritableDb, count: number): void {
  const account = insertAccountRow(db);
  const campaign = insertCampaignRow(db, account, { state: 'running' });
  const second = insertCampaignRow(db, account, { name: 'Saturday' });
  for (let n = 1; n <= count; n += 1) {
    const ids = insertPersonRows(db, account, n, { opted_in_at_ms: 10 });
    insertRow(db, 'token_ledger', { token_id: ids.token, last_accepted_at_ms: 1_200 });
    const sent = insertDeliveryRow(db, { account, campaign, ...ids }, 'sent', { message_id: `m_${scopedId(n)}` });
    insertDeliveryRow(db, { account, campaign: second, ...ids }, 'scheduled');
    insertRow(db, 'attempt', {
      delivery_id: sent,
      number: 1,
      started_at_ms: 1_000,
      deadline_at_ms: 2_000,
      finished_at_ms: 1_100,
      outcome: 'accepted',
      text: `to ${scopedId(n)}`,
    });
    appendConsent(db, {
      recipientId: ids.recipient,
      tokenId: ids.token,
      kind: 'optIn',
      at: 10,
      recordedAt: 20,
      source: 'file',
      importId: null,
      wording: 'Weekly offers',
    });
    insertRow(db, 'audit_event', {
      at_ms: 1,
      actor: 'person',
      action: 'note',
      subject: 'x',
      detail_json: JSON.stringify({ token: tokenOf(n) }),
    });
  }
}

/** What asking, settling, webhooks and imports leave of person `n`. */
function insertTraces(db: WritableDb, n: number): void {
  const person = Number(selectOne(db, 'SELECT id FROM recipient WHERE scoped_id = ?', [scopedId(n)])?.['id']);
  const token = Number(selectOne(db, 'SELECT id FROM notification_token WHERE token = ?', [tokenOf(n)])?.['id']);
  const single = { account_id: 1, recipient_id: person, state: 'sent', finalized_at_ms: 5, attempts: 1 };
  db.prepare('UPDATE recipient SET display_name = ? WHERE id = ?').run('Anna Two', person);
  const card = insertRow(db, 'delivery', { kind: 'optin', ...single });
  const message = JSON.stringify({ text: 'Hello Anna Two', recipient: scopedId(n) });
  insertRow(db, 'opt_in_request', {
    delivery_id: card,
    account_id: 1,
    recipient_id: person,
    titles_json: '[]',
    message_json: message,
    follow_ups_json: JSON.stringify(['Welcome, Anna Two']),
    asked_at_ms: 5,
    answered_token_id: token,
    answered_at_ms: 6,
  });
  const follow = insertRow(db, 'delivery', { kind: 'followup', token_id: token, ...single });
  insertRow(db, 'follow_up', {
    delivery_id: follow,
    token_id: token,
    opted_in_at_ms: 6,
    number: 1,
    message_json: message,
  });
  insertRow(db, 'read_back', { delivery_id: card, attempt: 1, at_ms: 7, verdict: 'noAnswer' });
  const planned = selectOne(db, `SELECT id FROM delivery WHERE recipient_id = ? AND state = 'scheduled'`, [person]);
  insertRow(db, 'rezoned', { delivery_id: Number(planned?.['id']), account_id: 1, token_zone: 'Europe/Rome' });
  const event = { account_id: 1, kind: 'message', at_ms: 8, received_at_ms: 8 };
  insertRow(db, 'webhook_event', { ...event, key: 'k1', body_json: JSON.stringify({ sender: scopedId(n) }) });
  insertRow(db, 'webhook_event', { ...event, key: 'k2', token_id: token, body_json: `{"token":"${tokenOf(n)}"}` });
  // Kept long enough: only its time and its permission are left (P-04).
  insertRow(db, 'webhook_event', { ...event, key: 'k3', token_id: token });
  const counts = { rows: 1, new: 0, changed: 0, unchanged: 0, flagged: 0, rejected: 1, last_delivery_id: 0 };
  const brought = { account_id: 1, source: 'file', state: 'applied', applied_at_ms: 1, facts_at_ms: 1, ...counts };
  const from = insertRow(db, 'import', brought);
  insertRow(db, 'import_reject', { import_id: from, row: 1, value: `x ${scopedId(n)}`, code: 'twice' });
}

/** Tables in any column of which one of the texts stands; every table there is, so that a new one is looked at too. */
function tablesWith(db: ReadableDb, texts: readonly string[]): readonly string[] {
  return exportTables(db, { ofPerson: false }).filter((table) => {
    const all = JSON.stringify(selectAll(db, `SELECT * FROM ${table}`));
    return texts.some((text) => all.includes(text));
  });
}

function withDb<T>(folder: string, work: (db: ReadableDb) => T): T {
  const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
  try {
    return work(db);
  } finally {
    close();
  }
}

/** Files under a folder in which a text stands, byte for byte. */
function filesWith(folder: string, text: string): readonly string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((path) => statSync(path).isFile() && readFileSync(path).includes(text));
}

describe('erasing a person', () => {
  test('leaves not one byte of them in the data folder, and everybody else as they were', async () => {
    const folder = peopledWorkspace(300);
    expect(filesWith(folder, scopedId(117))).not.toEqual([]);
    const said = await sundial(folder, ['erase', scopedId(117), '--yes', '--json']);
    expect(said.code).toBe(0);
    expect(said.rows).toMatchObject([{ account: 'a1', tokens: 1, messages: 2, consentEvents: 1, backups: [] }]);
    expect(filesWith(folder, scopedId(117))).toEqual([]);
    expect(filesWith(folder, tokenOf(117))).toEqual([]);
    withDb(folder, (db) => {
      expect(selectOne(db, 'SELECT count(*) AS n FROM recipient')).toEqual({ n: 299 });
      expect(selectOne(db, 'SELECT count(*) AS n FROM delivery')).toEqual({ n: 598 });
      expect(selectOne(db, 'SELECT count(*) AS n FROM consent_event')).toEqual({ n: 299 });
      expect(selectOne(db, 'SELECT count(*) AS n FROM erasure')).toEqual({ n: 0 });
      expect(selectOne(db, 'SELECT count(*) AS n FROM suppression')).toEqual({ n: 1 });
    });
    const doctor = (await sundial(folder, ['doctor', '--json'])).rows[0];
    expect(doctor).toMatchObject({ ok: true });
  });

  test('leaves nothing of them in cards, follow-ups, events, reads, rejected rows or marks of zones, which an export of them shows', async () => {
    const folder = peopledWorkspace(3);
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    inTransaction(db, () => insertTraces(db, 2));
    close();
    const tables = withDb(folder, (open) => tablesWith(open, [scopedId(2), tokenOf(2), 'Anna Two']));
    expect(tables).toEqual(
      expect.arrayContaining(['notification_token', 'opt_in_request', 'follow_up', 'webhook_event', 'import_reject']),
    );
    const exported = await sundial(folder, ['export', scopedId(2), '--json', '--with-tokens', '--yes']);
    const shown = new Set(exported.rows.map(({ table }) => String(table)));
    for (const table of ['opt_in_request', 'follow_up', 'read_back', 'rezoned', 'webhook_event', 'import_reject']) {
      expect(shown).toContain(table);
    }
    expect((await sundial(folder, ['erase', scopedId(2), '--yes', '--json'])).code).toBe(0);
    withDb(folder, (open) => {
      expect(tablesWith(open, [scopedId(2), tokenOf(2), 'Anna Two'])).toEqual([]);
      for (const table of ['opt_in_request', 'follow_up', 'read_back', 'rezoned', 'webhook_event']) {
        expect({ table, rows: selectAll(open, `SELECT * FROM ${table}`) }).toEqual({ table, rows: [] });
      }
      expect(selectAll(open, 'PRAGMA foreign_key_check')).toEqual([]);
    });
    for (const text of [scopedId(2), tokenOf(2), 'Anna Two']) expect(filesWith(folder, text)).toEqual([]);
  });

  test('a person nobody knows is refused by name', async () => {
    const said = await sundial(peopledWorkspace(1), ['erase', '42', '--yes', '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'notFound', message: containing('"42"') } }]);
  });

  test('waits for a message that is on its way', async () => {
    const folder = peopledWorkspace(1);
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    db.prepare(`UPDATE delivery SET state = 'sending' WHERE state = 'scheduled'`).run();
    close();
    const said = await sundial(folder, ['erase', scopedId(1), '--yes', '--json']);
    expect(said.rows).toMatchObject([{ error: { code: 'wrongState' } }]);
    withDb(folder, (open) => expect(selectOne(open, 'SELECT count(*) AS n FROM recipient')).toEqual({ n: 1 }));
  });

  test('that was refused is not made up for by a later restore', async () => {
    const folder = peopledWorkspace(1);
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    db.prepare(`UPDATE delivery SET state = 'sending' WHERE state = 'scheduled'`).run();
    close();
    const file = join(folder, 'before.db');
    await sundial(folder, ['backup', file]);
    expect((await sundial(folder, ['erase', scopedId(1), '--yes', '--json'])).code).toBe(1);
    expect((await sundial(folder, ['restore', file, '--yes', '--json'])).rows).toMatchObject([{ erased: 0 }]);
    withDb(folder, (open) => expect(selectOne(open, 'SELECT count(*) AS n FROM recipient')).toEqual({ n: 1 }));
  });

  test('outlives a program that ended before the list beside the database was written', async () => {
    const folder = peopledWorkspace(2);
    const file = join(folder, 'before.db');
    await sundial(folder, ['backup', file]);
    expect((await sundial(folder, ['erase', scopedId(1), '--yes', '--json'])).code).toBe(0);
    rmSync(join(folder, 'removals.ndjson'));
    expect((await sundial(folder, ['restore', file, '--yes', '--json'])).rows).toMatchObject([{ erased: 1 }]);
    withDb(folder, (open) =>
      expect(selectAll(open, 'SELECT scoped_id FROM recipient')).toEqual([{ scoped_id: scopedId(2) }]),
    );
  });

  test('an older backup brings nobody back: what people asked for since is done again', async () => {
    const folder = peopledWorkspace(5);
    const file = join(folder, 'before.db');
    await sundial(folder, ['backup', file]);
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    db.prepare('UPDATE notification_token SET stopped_at_ms = 5000 WHERE token = ?').run(tokenOf(2));
    db.prepare('UPDATE recipient SET suppressed_at_ms = 6000 WHERE scoped_id = ?').run(scopedId(3));
    const idOf = (n: number): number =>
      Number(selectOne(db, 'SELECT id FROM recipient WHERE scoped_id = ?', [scopedId(n)])?.['id']);
    const tokenIdOf = (n: number): number =>
      Number(selectOne(db, 'SELECT id FROM notification_token WHERE token = ?', [tokenOf(n)])?.['id']);
    const entry = { recordedAt: 6_000, source: 'person', importId: null, wording: null } as const;
    appendConsent(db, { ...entry, recipientId: idOf(2), tokenId: tokenIdOf(2), kind: 'stop', at: 5_000 });
    appendConsent(db, { ...entry, recipientId: idOf(3), tokenId: null, kind: 'suppress', at: 6_000 });
    close();
    expect((await sundial(folder, ['erase', scopedId(1), '--yes', '--json'])).rows).toMatchObject([{ backups: [] }]);
    const restored = await sundial(folder, ['restore', file, '--yes', '--json']);
    expect(restored.rows).toMatchObject([{ erased: 1, stopped: 1, suppressed: 1 }]);
    withDb(folder, (open) => {
      expect(selectAll(open, 'SELECT scoped_id FROM recipient ORDER BY id').map((row) => row['scoped_id'])).toEqual(
        [2, 3, 4, 5].map(scopedId),
      );
      expect(selectOne(open, 'SELECT stopped_at_ms FROM notification_token WHERE token = ?', [tokenOf(2)])).toEqual({
        stopped_at_ms: 5_000,
      });
      expect(selectOne(open, 'SELECT suppressed_at_ms FROM recipient WHERE scoped_id = ?', [scopedId(3)])).toEqual({
        suppressed_at_ms: 6_000,
      });
    });
    const findings = (await sundial(folder, ['doctor', '--json'])).rows[0]?.['findings'] as { level: string }[]; // its document
    expect(findings.filter(({ level }) => level === 'problem')).toEqual([]);
  });
});

describe('an export', () => {
  test('knows every table of the schema, so that a new one cannot be forgotten', () => {
    const db = openInMemory();
    migrate(db);
    expect(exportTables(db, { ofPerson: false }).length).toBeGreaterThan(15);
    db.exec('CREATE TABLE something_new (id INTEGER PRIMARY KEY)');
    expect(() => exportTables(db, { ofPerson: false })).toThrow(/"something_new" is missing/);
  });

  test('holds every row of every table, and neither tokens in full nor the salt', async () => {
    const folder = peopledWorkspace(1_200);
    const { rows } = await sundial(folder, ['export', '--json']);
    const counts = new Map<unknown, number>();
    for (const { table } of rows) counts.set(table, (counts.get(table) ?? 0) + 1);
    expect(Object.fromEntries(counts)).toMatchObject({
      recipient: 1_200,
      notification_token: 1_200,
      delivery: 2_400,
      attempt: 1_200,
      campaign_count: 2,
    });
    const text = JSON.stringify(rows.filter(({ table }) => table !== 'audit_event'));
    expect(text).not.toContain(tokenOf(7));
    expect(text).not.toContain('suppressionSalt');
    expect((await sundial(folder, ['export', '--json', '--with-tokens', '--yes'])).out).toContain(
      `"token":"${tokenOf(7)}"`,
    );
  });

  test('of one person holds all and only what belongs to them', async () => {
    const folder = peopledWorkspace(20);
    const { rows } = await sundial(folder, ['export', scopedId(7), '--json', '--with-tokens', '--yes']);
    const tables = rows.map(({ table }) => String(table));
    expect(tables.toSorted()).toEqual(
      [
        'account',
        'attempt',
        'campaign',
        'campaign',
        'consent_event',
        'delivery',
        'delivery',
        'notification_token',
        'recipient',
        'token_ledger',
      ].toSorted(),
    );
    for (let other = 10; other <= 20; other += 1) expect(JSON.stringify(rows)).not.toContain(tokenOf(other));
  });

  test('as CSV is one file a table, and no cell can be taken for a formula', async () => {
    const folder = peopledWorkspace(3);
    const { db, close } = openWorkspaceDatabase(workspaceFiles(folder, owner));
    db.prepare('UPDATE recipient SET display_name = ? WHERE scoped_id = ?').run('=HYPERLINK("http://x")', scopedId(2));
    close();
    const said = await sundial(folder, ['export', '--csv', 'out', '--json']);
    expect(said.code).toBe(0);
    const text = readFileSync(join(folder, 'out', 'recipient.csv'), 'utf8');
    expect(text.split('\r\n')).toHaveLength(5);
    expect(text).toContain(`"'=HYPERLINK(""http://x"")"`);
    expect(statSync(join(folder, 'out', 'recipient.csv')).mode & 0o777).toBe(0o600);
  });

  test('into a file leaves nothing half-written when it cannot be finished', async () => {
    const folder = peopledWorkspace(1);
    writeFileSync(join(folder, 'a-file'), '');
    const said = await sundial(folder, ['export', '--out', join('a-file', 'x.ndjson'), '--json']);
    expect(said.code).toBe(1);
    expect(said.rows).toMatchObject([{ error: { code: 'fileRefused' } }]);
  });
});
