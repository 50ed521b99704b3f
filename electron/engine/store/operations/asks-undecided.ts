import type { AccountId, DeliveryId, RecipientId, ScopedId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll, selectOne } from '../database.ts';
import { titlesIn } from './asks-facts.ts';

/** A card, follow-up or test of which nobody can tell whether it arrived. */
export interface UndecidedAskLine {
  readonly id: DeliveryId;
  readonly kind: 'optin' | 'followup' | 'test';
  readonly recipientId: RecipientId;
  readonly recipient: ScopedId;
  readonly name: string | null;
  readonly zone: string | null;
  /** The card's title, the follow-up's text, or the campaign's name. */
  readonly about: string;
  readonly startedAt: EpochMs;
  /** Whether nothing is looked up any more, so that only a person can decide. */
  readonly isWaiting: boolean;
}

/** Uncertain messages that belong to no campaign's run, those that wait for a person first; from the index of unsettled rows. */
function undecidedAsks(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly limit: number },
): readonly UndecidedAskLine[] {
  return selectAll(
    db,
    `SELECT d.id, d.kind, d.recipient_id, r.scoped_id, r.display_name, r.zone, a.started_at_ms, d.next_at_ms IS NULL AS is_waiting,
       q.titles_json, f.message_json, c.name AS campaign
     FROM delivery d INDEXED BY delivery_unsettled
     JOIN attempt a ON a.delivery_id = d.id AND a.number = d.attempts JOIN recipient r ON r.id = d.recipient_id
     LEFT JOIN opt_in_request q ON q.delivery_id = d.id LEFT JOIN follow_up f ON f.delivery_id = d.id
     LEFT JOIN campaign c ON c.id = d.campaign_id
     WHERE d.account_id = ? AND d.state = 'uncertain' AND d.kind <> 'marketing'
     ORDER BY is_waiting DESC, d.id LIMIT ?`,
    [args.accountId, args.limit],
  ).map((row) => ({
    id: Number(row['id']) as DeliveryId, // row id
    kind: row['kind'] as UndecidedAskLine['kind'], // closed by CHECK, and no marketing by the query
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
    name: row['display_name'] as string | null, // TEXT by schema
    zone: row['zone'] as string | null, // TEXT by schema
    about: aboutOf(row),
    startedAt: Number(row['started_at_ms']) as EpochMs, // NOT NULL by schema
    isWaiting: row['is_waiting'] === 1,
  }));
}

function aboutOf(row: Row): string {
  const { titles_json: titles, message_json: message, campaign } = row;
  if (typeof titles === 'string') return titlesIn(titles)[0]?.title ?? '';
  if (typeof message !== 'string') return String(campaign ?? '');
  const { text = '' } = JSON.parse(message) as { readonly text?: string }; // written by `followUp.plan` from a text
  return text;
}

/** The account of an uncertain test; `null` = the delivery is none. */
function accountOfTest(db: ReadableDb, { id }: { readonly id: DeliveryId }): AccountId | null {
  const text = `SELECT account_id FROM delivery WHERE id = ? AND state = 'uncertain' AND kind = 'test'`;
  return (selectOne(db, text, [id])?.['account_id'] ?? null) as AccountId | null; // row id
}

/** Questions about what nobody can tell arrived. */
export const undecidedAskReads = { 'ask.undecided': undecidedAsks, 'ask.accountOfTest': accountOfTest };
