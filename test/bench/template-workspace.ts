import { openWriter } from '#engine/store/connection.ts';
import { execute, inTransaction, type WritableDb } from '#engine/store/database.ts';
import { migrate } from '#engine/store/migrate.ts';
import { type BenchToken, benchTokens } from './people.ts';

/** What a template workspace holds. */
export interface TemplateShape {
  /** Number of practice accounts; tokens are dealt to them in turn, second tokens of a person staying with the first. */
  readonly accounts: number;
  /** Page ids of the accounts in order; made up when not given. */
  readonly pageIds?: readonly string[];
  readonly tokens: number;
}

/** Two tokens of one person are neighbours, so accounts take them by pairs. */
const PAIR = 2;

/**
 * Writes a database with accounts, people and tokens as an import leaves them. It was never opened as a workspace, so a copy of it
 * counts as a new one and may send.
 */
export function writeTemplate(path: string, shape: TemplateShape): void {
  const db = openWriter(path);
  migrate(db);
  inTransaction(db, () => {
    for (let id = 1; id <= shape.accounts; id++) insertAccount(db, id, shape.pageIds?.[id - 1]);
    insertPeople(db, shape);
  });
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}

/** The account, from 1, that a token belongs to. */
export function accountOfToken({ number }: Pick<BenchToken, 'number'>, accounts: number): number {
  return (Math.floor(number / PAIR) % accounts) + 1;
}

function insertAccount(db: WritableDb, id: number, pageId = `10000000000${String(id).padStart(4, '0')}`): void {
  execute(
    db,
    `INSERT INTO account (id, platform, is_practice, page_id, name, page_zone, api_version, rule_pack, pace_per_second, state, proven_at_ms, created_at_ms)
     VALUES (?, 'messenger', 1, ?, ?, 'Europe/Rome', 'v25.0', 'seed', 300, 'active', 0, 0)`,
    [id, pageId, `Corner Shop ${id}`],
  );
}

function insertPeople(db: WritableDb, shape: TemplateShape): void {
  const people = new Map<string, number>();
  for (const one of benchTokens(shape.tokens)) {
    const account = accountOfToken(one, shape.accounts);
    const known = people.get(one.recipient);
    const recipient = known ?? insertRecipient(db, account, one);
    // Only the person just before can hold a second token.
    people.clear();
    people.set(one.recipient, recipient);
    const token = execute(
      db,
      `INSERT INTO notification_token (account_id, recipient_id, token, topic, zone, created_at_ms) VALUES (?, ?, ?, ?, ?, ?)`,
      [account, recipient, one.token, one.topic, one.zone, one.createdAt],
    ).lastId;
    execute(
      db,
      `INSERT INTO token_ledger (token_id, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms) VALUES (?, ?, 'file', ?)`,
      [token, one.nextEligibleAt, one.nextEligibleAt],
    );
  }
}

function insertRecipient(db: WritableDb, account: number, one: BenchToken): number {
  return execute(db, 'INSERT INTO recipient (account_id, scoped_id, display_name, zone) VALUES (?, ?, ?, ?)', [
    account,
    one.recipient,
    one.name,
    one.zone,
  ]).lastId;
}
