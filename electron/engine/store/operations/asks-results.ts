import type { DirectEffect } from '#engine/dispatcher/direct-outcome.ts';
import type { AccountId, DeliveryId, RecipientId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BARRED_MS } from '#shared/rules/opt-in-guard.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { execute, type WritableDb } from '../database.ts';

/** Writes into the ledger of requests what an answer to a card says. */
export function noteAsked(
  db: WritableDb,
  answer: {
    readonly deliveryId: DeliveryId;
    readonly accountId: AccountId;
    readonly recipientId: RecipientId;
    readonly answeredAt: EpochMs;
    readonly effect: DirectEffect;
  },
): void {
  const { effect, deliveryId, answeredAt } = answer;
  switch (effect) {
    case 'asked':
    case 'askedElsewhere':
      setAskedAt(db, deliveryId, answeredAt);
      return;
    case 'notAsked':
      setAskedAt(db, deliveryId, null);
      return;
    case 'windowDenied':
      setAskedAt(db, deliveryId, null);
      // A message that came while the card was on its way opens the window for the next one.
      execute(
        db,
        `UPDATE recipient SET last_inbound_at_ms = NULL, window_opened_by = NULL
         WHERE id = ?1 AND last_inbound_at_ms <= (SELECT max(started_at_ms) FROM attempt WHERE delivery_id = ?2)`,
        [answer.recipientId, deliveryId],
      );
      return;
    case 'barred':
      setAskedAt(db, deliveryId, null);
      execute(db, 'UPDATE account SET asks_barred_until_at_ms = ? WHERE id = ?', [
        addMs(answeredAt, BARRED_MS),
        answer.accountId,
      ]);
      return;
    case 'mayBeAsked':
    case 'none':
      return;
    default:
      assertNever(effect, 'effect of an answer to a card');
  }
}

/** From when a request counts for every limit; `null` = it does not. */
export function setAskedAt(db: WritableDb, id: DeliveryId, at: EpochMs | null): void {
  execute(db, 'UPDATE opt_in_request SET asked_at_ms = ? WHERE delivery_id = ?', [at, id]);
}
