import type { ConsentKind } from '#shared/domain/consent.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { appendConsent } from '../consent-chain.ts';
import { execute, type ReadableDb, type Row, selectAll, selectEach, selectOne, type WritableDb } from '../database.ts';
import { HASHED_ACCOUNT, hasSalt, suppressionHasher } from '../suppression-hash.ts';
import { erasePerson } from './erasing.ts';
import { readSetting } from './settings.ts';

/** A removal as the list beside the database keeps it; see `upkeep/removals-list.ts`. */
export interface RemovalLine {
  readonly at: number;
  readonly kind: 'erased' | 'suppressed' | 'unsuppressed' | 'stopped' | 'resumed';
  readonly hash: string;
}

/** Lines the list does not hold yet, and the consent events they come after and reach up to. */
export interface PendingRemovals {
  readonly lines: readonly RemovalLine[];
  readonly from: number;
  readonly upTo: number;
}

/** What a restored database lost again. Counts of people and tokens. */
export interface AppliedRemovals {
  readonly erased: number;
  readonly suppressed: number;
  readonly stopped: number;
}

/** Name of the setting that holds the last consent event the list knows. */
export const REMOVALS_UP_TO = 'removalsUpTo';

const KIND_OF: Partial<Record<ConsentKind, RemovalLine['kind']>> = {
  stop: 'stopped',
  resume: 'resumed',
  suppress: 'suppressed',
  unsuppress: 'unsuppressed',
};

/** Stops and suppressions since the list was last brought up to date (RELIABILITY P-02). */
export function pendingRemovals(db: ReadableDb, _args: null): PendingRemovals {
  const from = Number(readSetting(db, { key: REMOVALS_UP_TO }) ?? '0');
  const upTo = Number(selectOne(db, 'SELECT max(id) AS id FROM consent_event')?.['id'] ?? 0);
  if (upTo <= from || !hasSalt(db)) return { lines: [], from, upTo: from };
  const hash = suppressionHasher(db);
  const events = selectAll(
    db,
    `SELECT consent_event.kind, consent_event.at_ms, recipient.scoped_id, notification_token.token, ${HASHED_ACCOUNT}
     FROM consent_event
     JOIN recipient ON recipient.id = consent_event.recipient_id
     JOIN account ON account.id = recipient.account_id
     LEFT JOIN notification_token ON notification_token.id = consent_event.token_id
     WHERE consent_event.id > ? AND consent_event.kind IN ('stop', 'resume', 'suppress', 'unsuppress')
     ORDER BY consent_event.id`,
    [from],
  );
  return { lines: events.flatMap((event) => toLine(event, hash)), from, upTo };
}

function toLine(event: Row, hash: ReturnType<typeof suppressionHasher>): readonly RemovalLine[] {
  const kind = KIND_OF[event['kind'] as ConsentKind]; // closed by CHECK
  const isPerson = kind === 'suppressed' || kind === 'unsuppressed';
  const id = isPerson ? event['scoped_id'] : event['token'];
  if (kind === undefined || id === null) return [];
  const subject = { kind: isPerson ? ('person' as const) : ('token' as const), platform: String(event['platform']) };
  return [
    { at: Number(event['at_ms']), kind, hash: hash({ ...subject, pageId: String(event['page_id']), id: String(id) }) },
  ];
}

/** A line for every erasure this database knows of, whether the list has it or not. */
export function erasedLines(db: ReadableDb): readonly RemovalLine[] {
  return selectAll(db, 'SELECT salted_hash, at_ms FROM suppression').map((row) => ({
    at: Number(row['at_ms']),
    kind: 'erased',
    hash: String(row['salted_hash']),
  }));
}

/** The line to add once a person is erased, so that no older backup brings them back; asked for before, while the person is known. */
export function erasedLine(
  db: ReadableDb,
  args: { readonly recipientId: number; readonly at: EpochMs },
): RemovalLine | null {
  const row = selectOne(
    db,
    `SELECT recipient.scoped_id, ${HASHED_ACCOUNT} FROM recipient
     JOIN account ON account.id = recipient.account_id WHERE recipient.id = ?`,
    [args.recipientId],
  );
  if (row === null) return null;
  const subject = {
    kind: 'person',
    platform: String(row['platform']),
    pageId: String(row['page_id']),
    id: String(row['scoped_id']),
  } as const;
  return { at: args.at, kind: 'erased', hash: suppressionHasher(db)(subject) };
}

/**
 * Does again, in a restored database, what people asked for since the backup was made (RELIABILITY P-02). A stop counts unless the
 * person opted in after it; a later resume takes a stop back, but never gives a permission the backup does not have.
 */
export function applyRemovals(
  db: WritableDb,
  args: { readonly lines: readonly RemovalLine[]; readonly at: EpochMs },
): AppliedRemovals {
  const latest = new Map<string, RemovalLine>();
  for (const line of args.lines) {
    if (latest.get(line.hash)?.kind !== 'erased') latest.set(line.hash, line);
  }
  if (latest.size === 0) return { erased: 0, suppressed: 0, stopped: 0 };
  const stopped = stopTokens(db, latest, args.at);
  const people = removePeople(db, latest, args.at);
  return { ...people, stopped };
}

function stopTokens(db: WritableDb, latest: ReadonlyMap<string, RemovalLine>, recordedAt: EpochMs): number {
  const hash = suppressionHasher(db);
  const found: { readonly id: number; readonly recipientId: number; readonly at: number }[] = [];
  for (const row of selectEach(
    db,
    `SELECT notification_token.id, recipient_id, token, ${HASHED_ACCOUNT} FROM notification_token JOIN account ON account.id = account_id`,
  )) {
    const line = latest.get(
      hash({
        kind: 'token',
        platform: String(row['platform']),
        pageId: String(row['page_id']),
        id: String(row['token']),
      }),
    );
    if (line?.kind === 'stopped') {
      found.push({ id: Number(row['id']), recipientId: Number(row['recipient_id']), at: line.at });
    }
  }
  const text = `UPDATE notification_token SET stopped_at_ms = @at
    WHERE id = @id AND stopped_at_ms IS NULL AND ifnull(opted_in_at_ms, 0) <= @at`;
  const changed = found.filter(({ id, at }) => execute(db, text, { at, id }).changes > 0);
  for (const { id, recipientId, at } of changed) {
    appendConsent(db, { ...OF_PERSON, recipientId, tokenId: id, kind: 'stop', at, recordedAt });
  }
  return changed.length;
}

/** An entry of the consent record that repeats what the person had asked for. */
const OF_PERSON = { source: 'person', importId: null, wording: null } as const;

function removePeople(
  db: WritableDb,
  latest: ReadonlyMap<string, RemovalLine>,
  at: EpochMs,
): { readonly erased: number; readonly suppressed: number } {
  const hash = suppressionHasher(db);
  const found: { readonly id: number; readonly line: RemovalLine }[] = [];
  for (const row of selectEach(
    db,
    `SELECT recipient.id, scoped_id, ${HASHED_ACCOUNT} FROM recipient JOIN account ON account.id = account_id`,
  )) {
    const line = latest.get(
      hash({
        kind: 'person',
        platform: String(row['platform']),
        pageId: String(row['page_id']),
        id: String(row['scoped_id']),
      }),
    );
    if (line !== undefined) found.push({ id: Number(row['id']), line });
  }
  const erased = found.filter(({ line }) => line.kind === 'erased');
  // A message that was on its way in the backup is undecided now, and goes with the person.
  const settle = `UPDATE delivery SET state = 'uncertain', reason = 'crashedWhileSending' WHERE recipient_id = ? AND state = 'sending'`;
  for (const { id } of erased) {
    execute(db, settle, [id]);
    erasePerson(db, { recipientId: id, at });
  }
  const suppress = 'UPDATE recipient SET suppressed_at_ms = @at WHERE id = @id AND suppressed_at_ms IS NULL';
  const suppressed = found.filter(
    ({ id, line }) => line.kind === 'suppressed' && execute(db, suppress, { at: line.at, id }).changes > 0,
  );
  for (const { id, line } of suppressed) {
    appendConsent(db, { ...OF_PERSON, recipientId: id, tokenId: null, kind: 'suppress', at: line.at, recordedAt: at });
  }
  return { erased: erased.length, suppressed: suppressed.length };
}

/** Questions about what must outlive a backup. */
export const removalReads = { 'removals.pending': pendingRemovals, 'removals.erasedLine': erasedLine };
