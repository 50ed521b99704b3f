import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import type { AccountId, DeliveryId, RecipientId, ScopedId } from '#shared/domain/ids.ts';
import type { Reason } from '#shared/domain/reason.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectAll } from '../database.ts';
import { titlesIn } from './asks-facts.ts';

/** One request of the ledger: the only record there is, since the platform shows none (DESIGN 3). */
export interface LedgerLine {
  readonly id: DeliveryId;
  readonly accountId: AccountId;
  readonly recipientId: RecipientId;
  readonly recipient: ScopedId;
  readonly name: string | null;
  readonly zone: string | null;
  readonly templateId: number | null;
  readonly titles: readonly string[];
  readonly state: DeliveryState;
  readonly reason: Reason | null;
  readonly dueAt: EpochMs | null;
  readonly askedAt: EpochMs | null;
  readonly answeredAt: EpochMs | null;
}

/** Requests, newest first, before `before`; `null` = from the newest. */
export function listRequests(
  db: ReadableDb,
  args: {
    readonly accountId: AccountId | null;
    readonly recipientId: RecipientId | null;
    readonly before: DeliveryId | null;
    readonly limit: number;
  },
): readonly LedgerLine[] {
  const instant = (value: unknown): EpochMs | null => (value ?? null) as EpochMs | null; // INTEGER or NULL by schema
  return selectAll(
    db,
    `SELECT d.id, d.account_id, d.recipient_id, r.scoped_id, r.display_name, r.zone, q.template_id, q.titles_json, d.state, d.reason,
       d.due_at_ms, q.asked_at_ms, q.answered_at_ms
     FROM opt_in_request q JOIN delivery d ON d.id = q.delivery_id JOIN recipient r ON r.id = d.recipient_id
     WHERE (?1 IS NULL OR q.account_id = ?1) AND (?2 IS NULL OR q.recipient_id = ?2) AND (?3 IS NULL OR q.delivery_id < ?3)
     ORDER BY q.delivery_id DESC LIMIT ?4`,
    [args.accountId, args.recipientId, args.before, args.limit],
  ).map((row) => ({
    id: Number(row['id']) as DeliveryId, // row id
    accountId: Number(row['account_id']) as AccountId, // row id
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
    name: row['display_name'] as string | null, // TEXT by schema
    zone: row['zone'] as string | null, // TEXT by schema
    templateId: row['template_id'] as number | null, // row id or NULL
    titles: titlesIn(String(row['titles_json'])).map(({ title }) => title),
    state: row['state'] as DeliveryState, // closed by CHECK
    reason: row['reason'] as Reason | null, // closed by CHECK
    dueAt: instant(row['due_at_ms']),
    askedAt: instant(row['asked_at_ms']),
    answeredAt: instant(row['answered_at_ms']),
  }));
}

/** Questions to the ledger of requests. */
export const requestReads = { 'ask.requests': listRequests };
