import { type Happening, type OtherHappening, storedHappening } from '#engine/webhooks/read-happenings.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';
import { noteInbound } from './asks.ts';
import { forgetMessage, isDeleted } from './webhooks-deleted.ts';
import { takePermission } from './webhooks-permission.ts';
import { personOf } from './webhooks-person.ts';

/** What a body brought about. */
export interface TakenWebhook {
  /** Events that are new here. */
  readonly taken: number;
  /** Events that were known already: the platform sends again what it is not sure of (META-API 9, Retries). */
  readonly known: number;
  /** Events of Pages and accounts that are not connected here. */
  readonly ofOthers: number;
  /** Planned messages that do not go out any more, because somebody stopped. */
  readonly takenBack: number;
  /** Cards that were answered. */
  readonly answered: number;
}

/**
 * Stores the events of one webhook body and applies them, in one transaction: what is answered with 200 is on disk (RELIABILITY S-53).
 * The order in which events come does not matter, nor how often (S-54). Nothing is ever sent because of one (S-55), but for follow-ups
 * that the user prepared.
 */
export function takeHappenings(
  db: WritableDb,
  args: {
    readonly happenings: readonly Happening[];
    readonly receivedAt: EpochMs;
    /** Rule packs by name, for the follow-ups of accounts. */
    readonly rulePacks: ReadonlyMap<string, RulePack>;
    /** Whose events are taken; see `WebhookSender`. */
    readonly accounts: 'all' | 'practice';
  },
): TakenWebhook {
  const sum = { taken: 0, known: 0, ofOthers: 0, takenBack: 0, answered: 0 };
  for (const happening of args.happenings) {
    const { pageId } = happening.kind === 'permission' ? happening.event : happening;
    const accountId = accountOf(db, pageId, args.accounts);
    if (accountId === null) {
      sum.ofOthers += 1;
      continue;
    }
    const result = takeOne(db, { ...args, happening, accountId });
    if (result === 'known') sum.known += 1;
    else {
      sum.taken += 1;
      sum.takenBack += result.takenBack;
      sum.answered += result.answered;
    }
  }
  return sum;
}

/** One event for one account. */
export interface TakeOne {
  readonly happening: Happening;
  readonly accountId: AccountId;
  readonly receivedAt: EpochMs;
  readonly rulePacks: ReadonlyMap<string, RulePack>;
}

const NOTHING = { takenBack: 0, answered: 0 } as const;

function takeOne(db: WritableDb, args: TakeOne): 'known' | { readonly takenBack: number; readonly answered: number } {
  const { happening } = args;
  switch (happening.kind) {
    case 'permission':
      return takePermission(db, { ...args, event: happening.event });
    case 'inbound': {
      const { messageId, opener } = happening;
      const isMessage = opener === 'message' && messageId !== null;
      const isForgotten = isMessage && isDeleted(db, { accountId: args.accountId, messageId });
      // Heard of after its deletion: it was written, and nothing else of it is kept.
      if (!isForgotten && !storeEvent(db, args, happening)) return 'known';
      const recipientId = personOf(db, args.accountId, happening);
      noteInbound(db, { recipientId, at: happening.at, openedBy: happening.opener });
      return NOTHING;
    }
    case 'referral':
      if (!storeEvent(db, args, happening)) return 'known';
      personOf(db, args.accountId, happening);
      return NOTHING;
    case 'deletion':
      if (!storeEvent(db, args, happening)) return 'known';
      forgetMessage(db, { accountId: args.accountId, messageId: happening.messageId });
      return NOTHING;
    default:
      return assertNever(happening, 'webhook happening');
  }
}

/** Ids and times only: no text of a message is ever stored (DESIGN 3, webhook_event). */
function storeEvent(db: WritableDb, { accountId, receivedAt }: TakeOne, happening: OtherHappening): boolean {
  const { key, kind, at, body } = storedHappening(happening);
  const { changes } = execute(
    db,
    `INSERT INTO webhook_event (account_id, key, kind, at_ms, received_at_ms, body_json) VALUES (?, ?, ?, ?, ?, ?)
     ON CONFLICT DO NOTHING`,
    [accountId, key, kind, at, receivedAt, body],
  );
  return changes === 1;
}

/** A Page's events belong to its Messenger account, an Instagram account's to that one; a practice account only where no real one is. */
function accountOf(db: ReadableDb, pageId: string, accounts: 'all' | 'practice'): AccountId | null {
  const row = selectOne(
    db,
    `SELECT id FROM account
     WHERE ((platform = 'messenger' AND page_id = ?1) OR (platform = 'instagram' AND ig_id = ?1)) AND is_practice >= ?2
     ORDER BY is_practice, id LIMIT 1`,
    [pageId, accounts === 'practice' ? 1 : 0],
  );
  return row === null ? null : (Number(row['id']) as AccountId); // row id
}

/** Changes by webhooks. */
export const webhookWrites = { 'webhook.take': takeHappenings };
