import type { Database } from 'better-sqlite3';

/** Whose rows are compared, and how rows that repeat are treated. */
export interface ConflictFacts {
  readonly accountId: number;
  /** Lists of the platform repeat a token when it moves between pages: the later row counts. In files the earlier one does. */
  readonly keepsLatest: boolean;
}

/**
 * Finds the tokens that are known here, and takes out rows that contradict: a token that belongs to somebody else here, one that an
 * earlier row gave to somebody else, one that came before (RELIABILITY S-38). The row that came first stands; it is never merged.
 *
 * @returns how many rows only repeated an earlier one and were left aside (platform's lists).
 */
export function settleConflicts(db: Database, facts: ConflictFacts): number {
  const isKnownAccount = hasRows(db, 'notification_token', facts.accountId);
  if (isKnownAccount) {
    linkTokens(db, facts.accountId);
    refuseOtherPeoples(db);
  }
  return refuseRepeats(db, facts.keepsLatest);
}

/** Whether an account has any row in a table; a table without them needs no look-up per row. */
export function hasRows(db: Database, table: 'notification_token' | 'recipient', accountId: number): boolean {
  return db.prepare(`SELECT 1 FROM ${table} WHERE account_id = ? LIMIT 1`).get(accountId) !== undefined;
}

function linkTokens(db: Database, accountId: number): void {
  db.prepare(
    `UPDATE ordered SET token_id = t.id FROM notification_token t WHERE t.account_id = ? AND t.token = ordered.token`,
  ).run(accountId);
}

function refuseOtherPeoples(db: Database): void {
  db.exec(`
    INSERT INTO staged_reject (row, column_name, value, code)
    SELECT o.row, 'token', o.token, 'tokenOfOtherPerson' FROM ordered o
    JOIN notification_token t ON t.id = o.token_id JOIN recipient r ON r.id = t.recipient_id
    WHERE r.scoped_id <> o.recipient;
    DELETE FROM ordered WHERE no IN (
      SELECT o.no FROM ordered o JOIN notification_token t ON t.id = o.token_id JOIN recipient r ON r.id = t.recipient_id
      WHERE r.scoped_id <> o.recipient)`);
}

function refuseRepeats(db: Database, keepsLatest: boolean): number {
  db.exec('CREATE INDEX ordered_token ON ordered (token)');
  const repeated = db.prepare('SELECT token FROM ordered GROUP BY token HAVING count(*) > 1').pluck().all();
  const rowsOf = db.prepare(
    `SELECT no, row, recipient FROM ordered WHERE token = ? ORDER BY row ${keepsLatest ? 'DESC' : ''}`,
  );
  const refuse = db.prepare(`INSERT INTO staged_reject (row, column_name, value, code) VALUES (?, 'token', ?, ?)`);
  const remove = db.prepare('DELETE FROM ordered WHERE no = ?');
  let left = 0;
  for (const token of repeated) {
    const [first, ...others] = rowsOf.all(token) as { no: number; row: number; recipient: string }[]; // columns of the query
    for (const other of others) {
      const isSamePerson = other.recipient === first?.recipient;
      if (keepsLatest && isSamePerson) left += 1;
      else refuse.run(other.row, token, isSamePerson ? 'duplicate' : 'tokenOfTwoPeople');
      remove.run(other.no);
    }
  }
  return left;
}

/**
 * Finds the people who are known here, gives each person's rows their common head, and marks the suppressed: those who are here, and
 * those of whom an erasure left only a hash (RELIABILITY P-03).
 *
 * @param suppressedAt - tells since when a scoped id is suppressed by such a hash; `null` when the account has none.
 */
export function linkPeople(
  db: Database,
  accountId: number,
  suppressedAt: ((scopedId: string) => number | null) | null,
): void {
  if (hasRows(db, 'recipient', accountId)) {
    db.prepare(
      `UPDATE ordered SET recipient_id = r.id FROM recipient r WHERE r.account_id = ? AND r.scoped_id = ordered.recipient`,
    ).run(accountId);
  }
  const followers = suppressedAt === null && !hasGaps(db) ? neighbours(db) : followersOf(db, suppressedAt);
  const setHead = db.prepare('UPDATE ordered SET head = ? WHERE no = ?');
  const giveName = db.prepare(
    'UPDATE ordered SET name = (SELECT name FROM ordered WHERE no = @no) WHERE no = @head AND name IS NULL',
  );
  for (const { no, head } of followers.rows) {
    setHead.run(head, no);
    giveName.run({ no, head });
  }
  const suppress = db.prepare('UPDATE ordered SET suppressed_at_ms = ? WHERE no = ?');
  for (const { no, at } of followers.suppressed) suppress.run(at, no);
}

interface Followers {
  readonly rows: readonly { readonly no: number; readonly head: number }[];
  readonly suppressed: readonly { readonly no: number; readonly at: number }[];
}

/** Whether rows were taken out of `ordered`. */
function hasGaps(db: Database): boolean {
  const text = 'SELECT (SELECT ifnull(max(no), 0) FROM ordered) <> (SELECT count(*) FROM ordered)';
  return db.prepare(text).pluck().get() === 1;
}

/** As {@link followersOf}, where every row stands right behind the one before: SQLite alone finds them, several times as fast. */
function neighbours(db: Database): Followers {
  const text =
    'SELECT b.no FROM ordered b JOIN ordered a ON a.no = b.no - 1 AND a.recipient = b.recipient ORDER BY b.no';
  const heads = new Map<number, number>();
  for (const no of db.prepare(text).pluck().iterate() as Iterable<number>) heads.set(no, heads.get(no - 1) ?? no - 1); // INTEGER
  return { rows: [...heads].map(([no, head]) => ({ no, head })), suppressed: [] };
}

/** Rows whose person had a row before; people stand together in `ordered`. */
function followersOf(db: Database, suppressedAt: ((scopedId: string) => number | null) | null): Followers {
  const rows: { no: number; head: number }[] = [];
  const suppressed: { no: number; at: number }[] = [];
  let person: string | null = null;
  let head = 0;
  let since: number | null = null;
  const all = db.prepare('SELECT no, recipient FROM ordered ORDER BY no').raw().iterate() as Iterable<[number, string]>; // columns of the query
  for (const [no, recipient] of all) {
    if (recipient === person) {
      rows.push({ no, head });
    } else {
      person = recipient;
      head = no;
      since = suppressedAt?.(recipient) ?? null;
    }
    if (since !== null) suppressed.push({ no, at: since });
  }
  return { rows, suppressed };
}
