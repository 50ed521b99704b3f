import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { DeliveryId } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { FollowUpFacts } from '#shared/rules/follow-up.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectOne } from '../database.ts';

const FACTS = `
SELECT f.number, f.opted_in_at_ms, t.stopped_at_ms, t.invalid_at_ms, r.suppressed_at_ms,
  EXISTS (SELECT 1 FROM delivery o WHERE o.token_id = f.token_id AND (o.state = 'sending' OR o.state = 'uncertain')) AS has_rival,
  (SELECT d1.state FROM follow_up p JOIN delivery d1 ON d1.id = p.delivery_id
    WHERE p.token_id = f.token_id AND p.opted_in_at_ms = f.opted_in_at_ms AND p.number < f.number ORDER BY p.number DESC LIMIT 1) AS before_state,
  (SELECT a.finished_at_ms FROM follow_up p JOIN delivery d1 ON d1.id = p.delivery_id AND d1.state = 'sent'
    JOIN attempt a ON a.delivery_id = d1.id AND a.number = d1.attempts
    WHERE p.token_id = f.token_id AND p.opted_in_at_ms = f.opted_in_at_ms AND p.number = 1) AS first_sent
FROM follow_up f JOIN delivery d ON d.id = f.delivery_id JOIN notification_token t ON t.id = f.token_id
JOIN recipient r ON r.id = d.recipient_id WHERE f.delivery_id = ?`;

/**
 * What decides whether a follow-up may go now.
 *
 * @throws {BugError} when the delivery is no follow-up.
 */
export function readFollowUpFacts(db: ReadableDb, id: DeliveryId): FollowUpFacts {
  const row = selectOne(db, FACTS, [id]);
  if (row === null) throw new BugError(`Delivery ${id} is no follow-up.`);
  const instant = (name: string): EpochMs | null => (row[name] ?? null) as EpochMs | null; // INTEGER or NULL by schema
  return {
    number: Number(row['number']),
    optedInAt: Number(row['opted_in_at_ms']) as EpochMs, // NOT NULL by schema
    before: row['before_state'] as DeliveryState | null, // closed by CHECK
    firstSentAt: instant('first_sent'),
    isStopped: instant('stopped_at_ms') !== null || instant('invalid_at_ms') !== null,
    isSuppressed: instant('suppressed_at_ms') !== null,
    hasOpenRival: row['has_rival'] === 1,
  };
}
