import { type EpochMs, toIso } from '#shared/time/instant.ts';
import type { PlatformFile } from './platform-file.ts';

/** Kind of an accepted message, as the ledger names it (issue 2, `practice --ledger`). */
export type AcceptedKind = 'marketing' | 'followup' | 'optin' | 'reply';

/** An accepted message as the ledger shows it. */
export type LedgerEntry = {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly kind: AcceptedKind;
  /** The notification token; `null` for a message to a scoped id. */
  readonly token: string | null;
  readonly recipient: string;
  readonly messageId: string;
};

/** A message of a conversation; `inbound` came from the person. */
export type MessageRow = {
  readonly id: number;
  readonly at: EpochMs;
  readonly kind: AcceptedKind | 'inbound';
  readonly person: number;
  /** The message object as JSON. */
  readonly body: string;
};

/** Accepted and received messages. */
export type MessageRecords = {
  /** Writes a message and returns its number. */
  add(message: Omit<MessageRow, 'id'> & { readonly token: number | null }): number;
  find(id: number): MessageRow | null;
  /** The newest messages of a person, newest first. */
  newestOf(person: number, limit: number): readonly MessageRow[];
  /** How many messages a person has that are newer than message `id`. */
  newerThan(person: number, id: number): number;
  /** Accepted messages after number `after`, oldest first, one by one. */
  ledgerAfter(after: number, idOf: (message: number) => string): Iterable<LedgerEntry>;
};

type LedgerRow = {
  readonly id: number;
  readonly at: EpochMs;
  readonly kind: AcceptedKind;
  readonly token: string | null;
  readonly recipient: string;
};

/** Statements on messages. */
export function createMessageRecords(database: PlatformFile): MessageRecords {
  const add = database.prepare<[number, string, number | null, number, string]>(
    'INSERT INTO message (at_ms, kind, token, person, body) VALUES (?, ?, ?, ?, ?)',
  );
  const find = database.prepare<[number], MessageRow>(
    'SELECT id, at_ms AS at, kind, person, body FROM message WHERE id = ?',
  );
  const newest = database.prepare<[number, number], MessageRow>(
    'SELECT id, at_ms AS at, kind, person, body FROM message WHERE person = ? ORDER BY id DESC LIMIT ?',
  );
  const newer = database.prepare<[number, number], { n: number }>(
    'SELECT count(*) AS n FROM message WHERE person = ? AND id > ?',
  );
  const ledger = database.prepare<[number], LedgerRow>(`
    SELECT m.id, m.at_ms AS at, m.kind, t.token, p.scoped_id AS recipient
    FROM message m JOIN person p ON p.id = m.person LEFT JOIN token t ON t.id = m.token
    WHERE m.id > ? AND m.kind <> 'inbound' ORDER BY m.id`);
  return {
    add: ({ at, kind, token, person, body }) => Number(add.run(at, kind, token, person, body).lastInsertRowid),
    find: (id) => find.get(id) ?? null,
    newestOf: (person, limit) => newest.all(person, limit),
    newerThan: (person, id) => newer.get(person, id)?.n ?? 0,
    *ledgerAfter(after, idOf) {
      for (const { id, at, kind, token, recipient } of ledger.iterate(after)) {
        yield { at: toIso(at), kind, token, recipient, messageId: idOf(id) };
      }
    },
  };
}
