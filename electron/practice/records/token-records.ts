import type { EpochMs } from '#shared/time/instant.ts';
import type { PlatformFile } from './platform-file.ts';

/** A token with what list and token read show of it. */
export type TokenRow = {
  readonly id: number;
  readonly person: number;
  readonly page: number;
  readonly token: string;
  readonly scopedId: string;
  /** Whether the person blocked the Page. */
  readonly blocked: 0 | 1;
  readonly topic: string;
  readonly payload: string;
  readonly zone: string | null;
  readonly frequency: 'WEEKLY' | 'MONTHLY' | null;
  readonly state: 'active' | 'stopped' | 'invalid';
  readonly createdAt: EpochMs;
  readonly updatedAt: EpochMs;
  readonly expiresAt: EpochMs | null;
  readonly refreshed: 0 | 1;
  readonly reoptin: 0 | 1;
  readonly lastAcceptedAt: EpochMs | null;
  /** Whether a tester's additional message is granted and not used up; `null` = nothing was ever sent. */
  readonly extraMessage: 0 | 1 | null;
};

/** A token to be written; the rest follows from its person. */
export type NewToken = Omit<TokenRow, 'id' | 'scopedId' | 'blocked' | 'lastAcceptedAt' | 'extraMessage'> & {
  /** When the person last said yes; starts the time for follow-ups. `null` = long ago. */
  readonly optedInAt: EpochMs | null;
};

/** Where a walk through the list stands: after this token. */
export type ListPlace = { readonly updatedAt: number; readonly id: number };

/** Notification tokens. */
export type TokenRecords = {
  find(token: string): TokenRow | null;
  ofPerson(person: number): readonly TokenRow[];
  /**
   * Tokens of a Page that are listed: the valid ones (seeds/004, Acquisizione di una lista di token), so neither gone nor expired nor
   * of a topic the person stopped; oldest update first. A token that changes meanwhile moves to the end of the list, so a walk to the
   * end misses none, not even one taken up again.
   */
  page(page: number, after: ListPlace | null, at: EpochMs, limit: number): readonly TokenRow[];
  /** All tokens of all Pages by number, one by one. */
  all(): Iterable<TokenRow>;
  add(token: NewToken): number;
  /** Rewrites everything a new consent changes. */
  renew(token: number, at: EpochMs, facts: { readonly zone: string | null; readonly payload: string }): void;
  setState(token: number, state: TokenRow['state'], at: EpochMs): void;
  setExpiry(token: number, expiresAt: EpochMs | null, at: EpochMs): void;
  setText(token: number, text: string, at: EpochMs): void;
  nextId(): number;
};

const COLUMNS = `t.id, t.person, t.page, t.token, p.scoped_id AS scopedId, p.blocked, t.topic, t.payload, t.zone, t.frequency,
  t.state, t.created_at_ms AS createdAt, t.updated_at_ms AS updatedAt, t.expires_at_ms AS expiresAt, t.refreshed,
  t.reoptin, u.last_accepted_at_ms AS lastAcceptedAt, u.extra_message AS extraMessage`;
const JOINED = 'token t JOIN person p ON p.id = t.person LEFT JOIN token_use u ON u.token = t.id';

/** Statements on tokens. */
export function createTokenRecords(database: PlatformFile): TokenRecords {
  return { ...createTokenReads(database), ...createTokenWrites(database) };
}

type Reads = Pick<TokenRecords, 'find' | 'ofPerson' | 'page' | 'all' | 'nextId'>;

function createTokenReads(database: PlatformFile): Reads {
  const find = database.prepare<[string], TokenRow>(`SELECT ${COLUMNS} FROM ${JOINED} WHERE t.token = ?`);
  const ofPerson = database.prepare<[number], TokenRow>(
    `SELECT ${COLUMNS} FROM ${JOINED} WHERE t.person = ? ORDER BY t.id`,
  );
  const page = database.prepare<[number, number, number, number, number], TokenRow>(`
    SELECT ${COLUMNS} FROM ${JOINED}
    WHERE t.page = ? AND t.state = 'active' AND (t.updated_at_ms, t.id) > (?, ?)
      AND (t.expires_at_ms IS NULL OR t.expires_at_ms > ?)
    ORDER BY t.updated_at_ms, t.id LIMIT ?`);
  const all = database.prepare<[], TokenRow>(`SELECT ${COLUMNS} FROM ${JOINED} ORDER BY t.id`);
  const last = database.prepare<[], { id: number | null }>('SELECT max(id) AS id FROM token');
  return {
    find: (token) => find.get(token) ?? null,
    ofPerson: (person) => ofPerson.all(person),
    page: (number, after, at, limit) =>
      page.all(number, after?.updatedAt ?? Number.MIN_SAFE_INTEGER, after?.id ?? 0, at, limit),
    all: () => all.iterate(),
    nextId: () => (last.get()?.id ?? 0) + 1,
  };
}

function createTokenWrites(database: PlatformFile): Omit<TokenRecords, keyof Reads> {
  const add = database.prepare<(string | number | null)[]>(`
    INSERT INTO token (person, page, token, topic, payload, zone, frequency, state, created_at_ms, updated_at_ms,
      expires_at_ms, opted_in_at_ms, refreshed, reoptin)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`);
  const renew = database.prepare<[number, number, string | null, string, number]>(`
    UPDATE token SET state = 'active', refreshed = 1, reoptin = 1, updated_at_ms = ?, opted_in_at_ms = ?,
      zone = coalesce(?, zone), payload = ? WHERE id = ?`);
  const state = database.prepare<[string, number, number]>(
    'UPDATE token SET state = ?, updated_at_ms = ? WHERE id = ?',
  );
  const expiry = database.prepare<[number | null, number, number]>(
    'UPDATE token SET expires_at_ms = ?, updated_at_ms = ? WHERE id = ?',
  );
  const text = database.prepare<[string, number, number]>('UPDATE token SET token = ?, updated_at_ms = ? WHERE id = ?');
  return {
    add: (t) =>
      Number(
        add.run(
          t.person,
          t.page,
          t.token,
          t.topic,
          t.payload,
          t.zone,
          t.frequency,
          t.state,
          t.createdAt,
          t.updatedAt,
          t.expiresAt,
          t.optedInAt,
          t.refreshed,
          t.reoptin,
        ).lastInsertRowid,
      ),
    renew: (token, at, facts) => void renew.run(at, at, facts.zone, facts.payload, token),
    setState: (token, value, at) => void state.run(value, at, token),
    setExpiry: (token, expiresAt, at) => void expiry.run(expiresAt, at, token),
    setText: (token, value, at) => void text.run(value, at, token),
  };
}
