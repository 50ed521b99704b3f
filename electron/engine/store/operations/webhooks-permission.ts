import type { WebhookEvent } from '#engine/importers/webhook-event.ts';
import type { AccountId, RecipientId, TokenId } from '#shared/domain/ids.ts';
import { frequencyNamed } from '#shared/domain/notification-token.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { appendConsent } from '../consent-chain.ts';
import { execute, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { forgottenStops } from '../forgotten-stops.ts';
import { noteOptInAnswer } from './asks-answers.ts';
import { takeBackScheduled } from './take-back.ts';
import { personOf } from './webhooks-person.ts';

/** A yes, a stop, a resume or a renewal of one permission. */
export interface TakePermission {
  readonly event: WebhookEvent;
  readonly accountId: AccountId;
  readonly receivedAt: EpochMs;
  readonly rulePacks: ReadonlyMap<string, RulePack>;
}

/**
 * Stores one permission event whole and makes the permission what all its events say together: fields from the newest that names them,
 * the latest yes against the latest stop, a stop winning ties (DESIGN 4, Stops). So no order of arrival changes the result.
 */
export function takePermission(
  db: WritableDb,
  { event, accountId, receivedAt, rulePacks }: TakePermission,
): 'known' | { readonly takenBack: number; readonly answered: number } {
  const known = selectOne(db, 'SELECT 1 FROM webhook_event WHERE account_id = ? AND key = ?', [accountId, event.key]);
  if (known !== null) return 'known';
  const recipientId = personOf(db, accountId, event);
  const tokenId = tokenOf(db, { accountId, recipientId, token: event.token });
  execute(
    db,
    `INSERT INTO webhook_event (account_id, key, kind, at_ms, received_at_ms, token_id, body_json) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [accountId, event.key, event.kind, event.at, receivedAt, tokenId, JSON.stringify({ event })],
  );
  foldEvents(db, tokenId);
  appendConsent(db, {
    recipientId,
    tokenId,
    kind: event.kind,
    at: event.at,
    recordedAt: receivedAt,
    source: 'webhook',
    importId: null,
    wording: event.topic,
  });
  const isStopped = selectOne(db, 'SELECT stopped_at_ms FROM notification_token WHERE id = ?', [tokenId])?.[
    'stopped_at_ms'
  ];
  const isYes = event.kind === 'optIn' || event.kind === 'refresh';
  if (isYes) forgiveErasure(db, recipientId, event.at);
  return {
    takenBack: isStopped === null ? 0 : takeBackScheduled(db, [{ tokenId, reason: 'stopped' }], receivedAt),
    answered:
      isYes && isStopped === null
        ? linkAnswer(db, { event, accountId, receivedAt, rulePacks }, { recipientId, tokenId })
        : 0,
  };
}

/** How many cards of ours the yes answers: none or one. */
function linkAnswer(
  db: WritableDb,
  { event, accountId, receivedAt, rulePacks }: TakePermission,
  of: { readonly recipientId: RecipientId; readonly tokenId: TokenId },
): number {
  const pack = selectOne(db, 'SELECT rule_pack FROM account WHERE id = ?', [accountId])?.['rule_pack'];
  const rules = rulePacks.get(String(pack));
  if (rules === undefined) throw new BugError(`There is no rule pack ${String(pack)}.`);
  const answer = { accountId, ...of, title: event.topic, optedInAt: event.at, at: receivedAt, rules };
  return noteOptInAnswer(db, answer).request === null ? 0 : 1;
}

/** The newest word of somebody who was erased earlier: they said yes again, themselves (RELIABILITY P-03). */
export function forgiveErasure(db: WritableDb, recipientId: RecipientId, at: EpochMs): void {
  execute(
    db,
    `UPDATE recipient SET suppressed_at_ms = NULL WHERE id = ?1 AND suppressed_at_ms < ?2
       AND NOT EXISTS (SELECT 1 FROM consent_event WHERE recipient_id = ?1 AND kind = 'suppress')`,
    [recipientId, at],
  );
}

function tokenOf(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly recipientId: RecipientId; readonly token: string },
): TokenId {
  const known = selectOne(db, 'SELECT id FROM notification_token WHERE account_id = ? AND token = ?', [
    args.accountId,
    args.token,
  ]);
  if (known !== null) return Number(known['id']) as TokenId; // row id
  // Its stop outlives a permission that was kept long enough; only a newer yes among the events ends it.
  const stoppedAt = forgottenStops(db, args.accountId)?.(args.token) ?? null;
  const { lastId } = execute(
    db,
    'INSERT INTO notification_token (account_id, recipient_id, token, stopped_at_ms) VALUES (?, ?, ?, ?)',
    [args.accountId, args.recipientId, args.token, stoppedAt],
  );
  return lastId as TokenId; // the row just made
}

/** Columns whose newest told value counts, with the field of the event. */
const NEWEST = {
  topic: 'topic',
  payload: 'payload',
  zone: 'zone',
  expires_at_ms: 'expiresAt',
  user_token_status: 'userTokenStatus',
  frequency: 'frequency',
} as const;

function foldEvents(db: WritableDb, tokenId: TokenId): void {
  const events = selectAll(
    db,
    'SELECT body_json FROM webhook_event WHERE token_id = ? AND body_json IS NOT NULL ORDER BY at_ms, key',
    [tokenId],
  ).map(eventOf);
  const latest = (kinds: readonly WebhookEvent['kind'][]): number =>
    Math.max(0, ...events.filter(({ kind }) => kinds.includes(kind)).map(({ at }) => at));
  const told = Object.entries(NEWEST).map(([column, field]) => {
    const value = events.findLast((event) => event[field] !== null)?.[field] ?? null;
    return [column, value] as const;
  });
  const row = selectOne(db, 'SELECT opted_in_at_ms, stopped_at_ms FROM notification_token WHERE id = ?', [tokenId]);
  const optedInAt = Math.max(Number(row?.['opted_in_at_ms'] ?? 0), latest(['optIn', 'refresh', 'resume']));
  const stoppedAt = Math.max(Number(row?.['stopped_at_ms'] ?? 0), latest(['stop']));
  // Without an opt-in nobody knows since when there is a permission.
  const firstAt = events.find(({ kind }) => kind === 'optIn')?.at ?? null;
  execute(
    db,
    `UPDATE notification_token SET ${told.map(([column]) => `${column} = ifnull(@${column}, ${column})`).join(', ')},
       created_at_ms = CASE WHEN @first IS NULL THEN created_at_ms ELSE min(ifnull(created_at_ms, @first), @first) END, opted_in_at_ms = nullif(@opted, 0), stopped_at_ms = @stopped,
       invalid_at_ms = CASE WHEN @opted > invalid_at_ms THEN NULL ELSE invalid_at_ms END
     WHERE id = @id`,
    {
      ...Object.fromEntries(told),
      first: firstAt,
      opted: optedInAt,
      stopped: stoppedAt > 0 && stoppedAt >= optedInAt ? stoppedAt : null,
      id: tokenId,
    },
  );
}

function eventOf(row: Row): WebhookEvent {
  const { event } = JSON.parse(String(row['body_json'])) as { readonly event: WebhookEvent }; // written by `takePermission` and imports
  return { ...event, frequency: frequencyNamed(event.frequency) };
}
