import type { RecipientId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { appendConsent, consentHash } from '../consent-chain.ts';
import { execute, type ReadableDb, selectAll, selectOne, type WritableDb } from '../database.ts';
import { CHANGE, TOKEN_MERGE } from './imports-merge.ts';
import { type ApplyOrder, HEAD, type IdBases, KNOWN, textOf } from './imports-staged.ts';
import { forgiveErasure } from './webhooks-permission.ts';

/** What a change of a known token means for the person's consent; read before the change. */
export interface UpcomingChange {
  readonly tokenId: number;
  readonly kind: 'stop' | 'resume' | 'refresh';
  readonly at: number;
  readonly topic: string | null;
}

/** Stops, resumes and newer opt-ins that applying will bring to known tokens; empty for logs, whose events are entered as themselves. */
export function upcomingChanges(db: ReadableDb, order: ApplyOrder): readonly UpcomingChange[] {
  if (order.source === 'webhookLog') return []; // each event is entered as itself
  const stopped = `(${TOKEN_MERGE['stopped_at_ms']})`;
  const opted = `(${TOKEN_MERGE['opted_in_at_ms']})`;
  return selectAll(
    db,
    `SELECT * FROM (
       SELECT t.id, ifnull(o.topic, t.topic) AS topic, CASE
           WHEN t.stopped_at_ms IS NULL AND ${stopped} IS NOT NULL THEN 'stop'
           WHEN t.stopped_at_ms IS NOT NULL AND ${stopped} IS NULL THEN 'resume'
           WHEN ${opted} > t.opted_in_at_ms THEN 'refresh' END AS kind,
         CASE WHEN t.stopped_at_ms IS NULL AND ${stopped} IS NOT NULL THEN ${stopped} ELSE ${opted} END AS at_ms
       FROM ${KNOWN} WHERE o.change & ${CHANGE.token})
     WHERE kind IS NOT NULL ORDER BY id`,
  ).map((row) => ({
    tokenId: Number(row['id']),
    kind: row['kind'] as UpcomingChange['kind'], // closed by the query
    at: Number(row['at_ms']),
    topic: textOf(row['topic']),
  }));
}

/** What the record needs to know of an import that has been applied. */
export interface ConsentWork {
  readonly order: ApplyOrder;
  readonly importId: number;
  readonly bases: IdBases;
  readonly upcoming: readonly UpcomingChange[];
}

/** Enters into the consent record what the import tells of opt-ins, stops and resumes (RELIABILITY D, proof of consent). */
export function recordConsent(db: WritableDb, work: ConsentWork): void {
  const { order, importId, upcoming } = work;
  if (order.source === 'webhookLog') {
    recordEvents(db, order, { recordedAt: order.at, source: 'webhook', importId });
    return;
  }
  const common = { recordedAt: order.at, source: order.source, importId } as const;
  recordNewPeople(db, work, order.source);
  const ofKnownPeople = `SELECT t.id, t.recipient_id, t.topic, ifnull(t.opted_in_at_ms, ?) AS at_ms, t.stopped_at_ms, o.recipient_id IS NOT NULL AS known
    FROM staging.ordered o JOIN notification_token t ON t.id = ? + o.no
    WHERE o.token_id IS NULL AND (o.recipient_id IS NOT NULL OR t.stopped_at_ms IS NOT NULL) ORDER BY o.no`;
  for (const row of selectAll(db, ofKnownPeople, [order.at, work.bases.token])) {
    const entry = {
      ...common,
      recipientId: Number(row['recipient_id']),
      tokenId: Number(row['id']),
      wording: textOf(row['topic']),
    };
    if (row['known'] === 1) appendConsent(db, { ...entry, kind: 'optIn', at: Number(row['at_ms']) });
    if (row['stopped_at_ms'] !== null) appendConsent(db, { ...entry, kind: 'stop', at: Number(row['stopped_at_ms']) });
  }
  for (const change of upcoming) {
    const recipientId = Number(
      selectOne(db, 'SELECT recipient_id FROM notification_token WHERE id = ?', [change.tokenId])?.['recipient_id'],
    );
    appendConsent(db, {
      ...common,
      recipientId,
      tokenId: change.tokenId,
      kind: change.kind,
      at: change.at,
      wording: change.topic,
    });
  }
}

/**
 * One opt-in for each token of people who are new: their records begin here, so the hashes need no look-up and a million go in with
 * one statement. The function keeps the hash of the row before; rows come in the order of people because they are read by `no`.
 */
function recordNewPeople(db: WritableDb, { order, importId, bases }: ConsentWork, source: 'file' | 'sync'): void {
  let person = 0;
  let previous: Buffer | null = null;
  db.function('next_consent_hash', (recipientId: number, tokenId: number, at: number, wording: string | null) => {
    if (recipientId !== person) previous = null;
    person = recipientId;
    const entry = { recipientId, tokenId, kind: 'optIn', at, recordedAt: order.at, source, importId, wording } as const;
    previous = consentHash(previous, entry);
    return previous;
  });
  execute(
    db,
    `INSERT INTO consent_event (recipient_id, token_id, kind, at_ms, recorded_at_ms, source, import_id, wording, hash)
     SELECT @person + ${HEAD}, @token + o.no, 'optIn', ifnull(o.opted_in_at_ms, @at), @at, @source, @import, o.topic,
       next_consent_hash(@person + ${HEAD}, @token + o.no, ifnull(o.opted_in_at_ms, @at), o.topic)
     FROM staging.ordered o WHERE o.token_id IS NULL AND o.recipient_id IS NULL ORDER BY o.no`,
    { person: bases.person, token: bases.token, at: order.at, source, import: importId },
  );
}

/** Every event of a log as itself, and the event whole for the record (DESIGN 3, webhook_event). */
function recordEvents(
  db: WritableDb,
  order: ApplyOrder,
  common: { readonly recordedAt: number; readonly source: 'webhook'; readonly importId: number },
): void {
  const events = selectAll(
    db,
    `SELECT t.id, t.recipient_id, e.kind, e.at_ms, e.topic FROM staging.staged_event e
     JOIN notification_token t ON t.account_id = ? AND t.token = e.token
     JOIN recipient r ON r.id = t.recipient_id AND r.scoped_id = e.recipient
     WHERE e.is_known = 0 ORDER BY t.recipient_id, e.at_ms, e.kind = 'stop', e.key`,
    [order.accountId],
  );
  for (const row of events) {
    appendConsent(db, {
      ...common,
      recipientId: Number(row['recipient_id']),
      tokenId: Number(row['id']),
      kind: row['kind'] as 'optIn' | 'refresh' | 'stop' | 'resume', // closed by the reader of events
      at: Number(row['at_ms']),
      wording: textOf(row['topic']),
    });
    if (row['kind'] === 'optIn' || row['kind'] === 'refresh') {
      forgiveErasure(db, Number(row['recipient_id']) as RecipientId, Number(row['at_ms']) as EpochMs); // columns of the query
    }
  }
  execute(
    db,
    `INSERT INTO webhook_event (account_id, key, kind, at_ms, received_at_ms, import_id, token_id, body_json)
     SELECT @account, e.key, e.kind, e.at_ms, @at, @import,
       (SELECT t.id FROM notification_token t WHERE t.account_id = @account AND t.token = e.token), e.body
     FROM staging.staged_event e WHERE e.is_known = 0 ON CONFLICT DO NOTHING`,
    { account: order.accountId, at: order.at, import: common.importId },
  );
}
