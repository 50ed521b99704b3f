import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, type WritableDb } from '../database.ts';
import { REMOVED_AT_ONCE } from './retention-messages.ts';

/** Where the platform's own words stand, as keys of rows; at most {@link REMOVED_AT_ONCE} of each. */
export interface OldAnswers {
  /** Pairs of delivery and attempt number. */
  readonly texts: readonly (readonly [number, number])[];
  /** Deliveries with reads made to settle them. */
  readonly reads: readonly number[];
  readonly events: readonly number[];
}

/**
 * Answers older than `before` of messages that are final. What is not decided yet keeps its evidence, however old: the resolver and the
 * person who decides need it (DESIGN 6.4).
 */
function oldAnswers(db: ReadableDb, args: { readonly before: EpochMs }): OldAnswers {
  const texts = selectAll(
    db,
    `SELECT t.delivery_id, t.number FROM attempt t INDEXED BY attempt_trouble CROSS JOIN delivery d ON d.id = t.delivery_id
     WHERE t.outcome <> 'accepted' AND t.started_at_ms < ? AND t.text IS NOT NULL AND d.finalized_at_ms IS NOT NULL
     LIMIT ${REMOVED_AT_ONCE}`,
    [args.before],
  );
  const reads = selectAll(
    db,
    `SELECT DISTINCT r.delivery_id FROM read_back r CROSS JOIN delivery d ON d.id = r.delivery_id
     WHERE r.at_ms < ? AND d.finalized_at_ms < ? LIMIT ${REMOVED_AT_ONCE}`,
    [args.before, args.before],
  );
  const events = selectAll(
    db,
    `SELECT id FROM webhook_event WHERE received_at_ms < ? AND body_json IS NOT NULL LIMIT ${REMOVED_AT_ONCE}`,
    [args.before],
  );
  return {
    texts: texts.map((row) => [Number(row['delivery_id']), Number(row['number'])]),
    reads: reads.map((row) => Number(row['delivery_id'])),
    events: events.map((row) => Number(row['id'])),
  };
}

/**
 * Removes the answers named. Of an event about a permission its key and time stay, so that the same log brought in again is known and
 * changes nothing; what it said stands in the permission's own row. Other events are gone whole.
 */
function forgetAnswers(db: WritableDb, args: OldAnswers): number {
  for (const [delivery, number] of args.texts) {
    execute(db, 'UPDATE attempt SET text = NULL WHERE delivery_id = ? AND number = ?', [delivery, number]);
  }
  execute(db, 'DELETE FROM read_back WHERE delivery_id IN (SELECT value FROM json_each(?))', [
    JSON.stringify(args.reads),
  ]);
  const events = JSON.stringify(args.events);
  execute(
    db,
    `DELETE FROM webhook_event WHERE token_id IS NULL AND import_id IS NULL AND id IN (SELECT value FROM json_each(?))`,
    [events],
  );
  execute(db, 'UPDATE webhook_event SET body_json = NULL WHERE id IN (SELECT value FROM json_each(?))', [events]);
  return args.texts.length + args.reads.length + args.events.length;
}

/** Changes. */
export const answerRetentionWrites = { 'retention.forgetAnswers': forgetAnswers };
/** Questions. */
export const answerRetentionReads = { 'retention.oldAnswers': oldAnswers };
