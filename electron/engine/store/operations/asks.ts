import type { AccountId, DeliveryId, RecipientId, ScopedId } from '#shared/domain/ids.ts';
import type { AskedTitle } from '#shared/domain/opt-in.ts';
import { type AskAnswer, mayAsk } from '#shared/rules/opt-in-guard.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, selectAll, type WritableDb } from '../database.ts';
import { readAskFacts, readBarredUntil } from './asks-facts.ts';
import { readAskGuards } from './asks-guards.ts';
import { personOf } from './webhooks-person.ts';

/** A person who is to be asked, with the message built for them. */
export interface AskedPerson {
  readonly recipientId: RecipientId;
  /** The Send API's message object, the very bytes that were previewed. */
  readonly messageJson: string;
  /** When the card should go. */
  readonly dueAt: EpochMs;
}

/** What became of one person. */
export type PlannedAsk =
  | { readonly kind: 'planned'; readonly recipientId: RecipientId; readonly deliveryId: DeliveryId }
  | ({ readonly recipientId: RecipientId } & Extract<AskAnswer, { kind: 'not' }>);

/** Cards to plan, all with the same titles. */
export interface PlanAsks {
  readonly accountId: AccountId;
  /** The card they come from; `null` = written on the spot. */
  readonly templateId: number | null;
  readonly titles: readonly AskedTitle[];
  /** Message objects of follow-ups, as JSON texts. */
  readonly followUps: readonly string[];
  readonly people: readonly AskedPerson[];
  readonly rules: RulePack;
}

/**
 * Plans a card for each person who may be asked at their time, soonest window end first, and says of everybody else why not. The
 * dispatcher asks the same rule again before each leaves.
 */
export function planAsks(db: WritableDb, args: PlanAsks): readonly PlannedAsk[] {
  const answers = args.people.map((person) => ({ person, answer: answerFor(db, args, person) }));
  const planned = new Set<RecipientId>();
  const windowEnd = (answer: AskAnswer): number => (answer.kind === 'ok' ? answer.windowEndsAt : 0);
  return answers
    .toSorted((a, b) => windowEnd(a.answer) - windowEnd(b.answer))
    .map(({ person, answer }): PlannedAsk => {
      const { recipientId } = person;
      if (answer.kind === 'not') return { recipientId, ...answer };
      const isTwice = planned.has(recipientId);
      planned.add(recipientId);
      // Named twice: the second is asked again, now that the first stands.
      const now = isTwice ? answerFor(db, args, person) : answer;
      if (now.kind === 'not') return { recipientId, ...now };
      return { kind: 'planned', recipientId, deliveryId: insertAsk(db, args, person, now.windowEndsAt) };
    });
}

function answerFor(db: WritableDb, args: PlanAsks, { recipientId, dueAt }: AskedPerson): AskAnswer {
  const facts = readAskFacts(db, { recipientId, at: dueAt, except: null });
  if (facts === null) return { kind: 'not', reason: 'noMessageYet', earliestAt: null, needsMessage: true };
  return mayAsk(facts, args.titles, { rules: args.rules, guards: readAskGuards(db, null) }, dueAt);
}

function insertAsk(db: WritableDb, args: PlanAsks, person: AskedPerson, windowEndsAt: EpochMs): DeliveryId {
  const { recipientId, dueAt, messageJson } = person;
  // The window is over at its end, so the last instant lies just before it.
  const { lastId } = execute(
    db,
    `INSERT INTO delivery (kind, account_id, recipient_id, state, due_at_ms, last_at_ms, next_at_ms)
     VALUES ('optin', ?, ?, 'scheduled', ?, ?, ?)`,
    [args.accountId, recipientId, dueAt, windowEndsAt - 1, dueAt],
  );
  execute(
    db,
    `INSERT INTO opt_in_request (delivery_id, account_id, recipient_id, template_id, titles_json, message_json, follow_ups_json)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
    [
      lastId,
      args.accountId,
      recipientId,
      args.templateId,
      JSON.stringify(args.titles),
      messageJson,
      JSON.stringify(args.followUps),
    ],
  );
  return lastId as DeliveryId; // the row just made
}

/** Takes back cards that have not left. Returns how many. */
export function cancelAsks(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly ids: readonly DeliveryId[] | null; readonly at: EpochMs },
): number {
  const { changes } = execute(
    db,
    `UPDATE delivery SET state = 'cancelled', reason = 'personCancelled', finalized_at_ms = ?1
     WHERE account_id = ?2 AND kind = 'optin' AND state = 'scheduled'
       AND (?3 IS NULL OR id IN (SELECT value FROM json_each(?3)))`,
    [args.at, args.accountId, args.ids === null ? null : JSON.stringify(args.ids)],
  );
  return changes;
}

/** The zone set for a person, else that of their latest permission. */
const ZONE_OF = `ifnull(recipient.zone, (SELECT t.zone FROM notification_token t
  WHERE t.recipient_id = recipient.id AND t.zone IS NOT NULL ORDER BY t.id DESC LIMIT 1))`;

/** Somebody whose window is open. */
export interface AskablePerson {
  readonly recipientId: RecipientId;
  readonly recipient: ScopedId;
  readonly name: string | null;
  readonly zone: string | null;
  readonly lastInboundAt: EpochMs;
  readonly openedBy: string | null;
  readonly windowEndsAt: EpochMs;
}

/** People whose 24 h window is open, soonest to close first, from after `after`. */
export function listAskable(
  db: ReadableDb,
  args: {
    readonly accountId: AccountId;
    readonly at: EpochMs;
    readonly rules: RulePack;
    readonly after: { readonly lastInboundAt: EpochMs; readonly recipientId: RecipientId } | null;
    readonly limit: number;
  },
): readonly AskablePerson[] {
  const windowMs = ruleMs(args.rules, 'standardWindow');
  const opensAfter = addMs(args.at, -windowMs);
  return selectAll(
    db,
    `SELECT id, scoped_id, display_name, ${ZONE_OF} AS zone, last_inbound_at_ms, window_opened_by FROM recipient
     WHERE account_id = ? AND last_inbound_at_ms > ? AND (last_inbound_at_ms, id) > (?, ?)
     ORDER BY last_inbound_at_ms, id LIMIT ?`,
    [args.accountId, opensAfter, args.after?.lastInboundAt ?? opensAfter, args.after?.recipientId ?? 0, args.limit],
  ).map((row) => ({
    recipientId: Number(row['id']) as RecipientId, // row id
    recipient: String(row['scoped_id']) as ScopedId, // TEXT NOT NULL by schema
    name: row['display_name'] as string | null, // TEXT by schema
    zone: row['zone'] as string | null, // TEXT by schema
    lastInboundAt: Number(row['last_inbound_at_ms']) as EpochMs, // NOT NULL by the query
    openedBy: row['window_opened_by'] as string | null, // TEXT by schema
    windowEndsAt: addMs(Number(row['last_inbound_at_ms']) as EpochMs, windowMs), // NOT NULL by the query
  }));
}

/**
 * A person wrote, tapped or reacted: their window is open from then on (META-API 8; an opt-in never opens it), also for a card that
 * still waits.
 */
export function noteInbound(
  db: WritableDb,
  args: { readonly recipientId: RecipientId; readonly at: EpochMs; readonly openedBy: string },
): void {
  execute(
    db,
    `UPDATE delivery SET last_at_ms = last_at_ms + max(0, ?2 - ifnull((SELECT last_inbound_at_ms FROM recipient WHERE id = ?1), ?2))
     WHERE recipient_id = ?1 AND kind = 'optin' AND state = 'scheduled'`,
    [args.recipientId, args.at],
  );
  execute(
    db,
    `UPDATE recipient SET last_inbound_at_ms = ?, window_opened_by = ?
     WHERE id = ? AND (last_inbound_at_ms IS NULL OR last_inbound_at_ms < ?)`,
    [args.at, args.openedBy, args.recipientId, args.at],
  );
}

/** People by their ids, as far as they are on the account. */
export function namedPeople(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly ids: readonly RecipientId[] },
): readonly Pick<AskablePerson, 'recipientId' | 'name' | 'zone'>[] {
  return selectAll(
    db,
    `SELECT id, display_name, ${ZONE_OF} AS zone FROM recipient WHERE account_id = ? AND id IN (SELECT value FROM json_each(?))`,
    [args.accountId, JSON.stringify(args.ids)],
  ).map((row) => ({
    recipientId: Number(row['id']) as RecipientId, // row id
    name: row['display_name'] as string | null, // TEXT by schema
    zone: row['zone'] as string | null, // TEXT by schema
  }));
}

/** Somebody the platform's conversations name as having written; a name is taken where none is known. */
export function noteWriter(
  db: WritableDb,
  args: {
    readonly accountId: AccountId;
    readonly recipient: ScopedId;
    readonly name: string | null;
    readonly at: EpochMs;
  },
): void {
  const recipientId = personOf(db, args.accountId, args);
  noteInbound(db, { recipientId, at: args.at, openedBy: 'message' });
  execute(db, 'UPDATE recipient SET display_name = ? WHERE id = ? AND display_name IS NULL', [args.name, recipientId]);
}

/** Changes of cards that ask. */
export const askWrites = {
  'ask.plan': planAsks,
  'ask.cancel': cancelAsks,
  'ask.noteInbound': noteInbound,
  'ask.noteWriter': noteWriter,
};
/** Questions about who may be asked. */
export const askReads = {
  'ask.facts': readAskFacts,
  'ask.barredUntil': readBarredUntil,
  'ask.people': listAskable,
  'ask.named': namedPeople,
};
