import { hash as digest } from 'node:crypto';
import type { ConsentKind, ConsentSource } from '#shared/domain/consent.ts';
import { execute, type ReadableDb, selectEach, selectOne, type WritableDb } from './database.ts';

/** One entry of a person's consent record, before it is chained. Instants in milliseconds UTC. */
export interface ConsentEntry {
  readonly recipientId: number;
  /** `null` when it concerns the person as a whole. */
  readonly tokenId: number | null;
  readonly kind: ConsentKind;
  /** When it happened. */
  readonly at: number;
  /** When Sundial learnt of it. */
  readonly recordedAt: number;
  readonly source: ConsentSource;
  /** The import it came with; `null` when it came another way. */
  readonly importId: number | null;
  /** Title of the card the person answered; `null` = not known. */
  readonly wording: string | null;
}

/** A person whose consent record does not fit its hashes any more (RELIABILITY P-06). */
export interface BrokenChain {
  readonly recipientId: number;
  /** The first entry that does not fit. */
  readonly eventId: number;
}

/** Stands between the fields; it cannot occur in any but the last of them. */
const BETWEEN = '\u001F';

/**
 * SHA-256 of an entry and of the entry before it in the same person's record, so that none can be changed, moved or taken out of the
 * middle unseen (RELIABILITY P-06).
 *
 * @param previous - hash of the person's entry before; `null` for the first.
 */
export function consentHash(previous: Uint8Array | null, entry: ConsentEntry): Buffer {
  const before = previous === null ? '' : Buffer.from(previous).toString('base64');
  const { recipientId, tokenId, kind, at, recordedAt, source, importId, wording } = entry;
  // Every field but the last is a number or one of a closed list, so the text can be read in one way only.
  const fields = [before, recipientId, tokenId ?? '', kind, at, recordedAt, source, importId ?? ''].join(BETWEEN);
  return digest('sha256', `${fields}${BETWEEN}${wording === null ? '' : `=${wording}`}`, 'buffer');
}

/** Adds an entry to the end of the person's record. */
export function appendConsent(db: WritableDb, entry: ConsentEntry): void {
  const last = selectOne(db, 'SELECT hash FROM consent_event WHERE recipient_id = ? ORDER BY id DESC LIMIT 1', [
    entry.recipientId,
  ]);
  const previous = last === null ? null : (last['hash'] as Buffer); // BLOB by schema
  execute(
    db,
    `INSERT INTO consent_event (recipient_id, token_id, kind, at_ms, recorded_at_ms, source, import_id, wording, hash)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    [
      entry.recipientId,
      entry.tokenId,
      entry.kind,
      entry.at,
      entry.recordedAt,
      entry.source,
      entry.importId,
      entry.wording,
      consentHash(previous, entry),
    ],
  );
}

/** Recomputes every hash, or those of one person, and names the records that do not fit. Reads each row once, in order. */
export function findBrokenChains(db: ReadableDb, recipientId: number | null): readonly BrokenChain[] {
  const broken: BrokenChain[] = [];
  let person: number | null = null;
  let previous: Uint8Array | null = null;
  const ofOne = recipientId === null ? '' : 'WHERE recipient_id = @person';
  const text = `SELECT * FROM consent_event ${ofOne} ORDER BY recipient_id, id`;
  for (const row of selectEach(db, text, recipientId === null ? {} : { person: recipientId })) {
    const entry: ConsentEntry = {
      recipientId: Number(row['recipient_id']),
      tokenId: row['token_id'] === null ? null : Number(row['token_id']),
      kind: row['kind'] as ConsentKind, // closed by CHECK
      at: Number(row['at_ms']),
      recordedAt: Number(row['recorded_at_ms']),
      source: row['source'] as ConsentSource, // closed by CHECK
      importId: row['import_id'] === null ? null : Number(row['import_id']),
      wording: row['wording'] === null ? null : String(row['wording']),
    };
    const stored = row['hash'] as Buffer; // BLOB by schema
    if (entry.recipientId !== person) previous = null;
    if (!consentHash(previous, entry).equals(stored) && broken.at(-1)?.recipientId !== entry.recipientId) {
      broken.push({ recipientId: entry.recipientId, eventId: Number(row['id']) });
    }
    person = entry.recipientId;
    previous = stored;
  }
  return broken;
}
