import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { ViolationKind } from '#shared/domain/violation-kind.ts';
import { zoneTextOf } from '#shared/rules/person-zone.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs, toIso } from '#shared/time/instant.ts';
import { isInWindow } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** One broken rule. */
export interface Violation {
  readonly kind: ViolationKind;
  readonly token: string;
  readonly recipient: string;
  /** ISO 8601 UTC; `null` where nothing was accepted. */
  readonly at: string | null;
  readonly sentence: string;
}

/** A marketing message as the platform's ledger shows it. */
export interface AcceptedMessage {
  readonly at: EpochMs;
  readonly token: string;
  readonly recipient: string;
  readonly messageId: string;
}

/** A message of one campaign as the workspace shows it at the end. */
export interface PlayedMessage {
  readonly campaignId: number;
  readonly token: string;
  readonly recipient: string;
  readonly isSent: boolean;
  /** `null` = none was stored. */
  readonly messageId: string | null;
  /** The slot's own instant; `null` without a slot. */
  readonly slotAt: EpochMs | null;
  /** When it should have left, moves included; `null` without a slot. */
  readonly dueAt: EpochMs | null;
  /** Zone of the slot; `null` without a slot. */
  readonly slotZone: IanaZone | null;
  readonly tokenZone: string | null;
  readonly personZone: string | null;
}

/** What a play is judged by. */
export interface JudgeRules {
  readonly table: ZoneTable;
  readonly coolDownMs: number;
  /** `null` = the guard "one message a day for each person" is off. */
  readonly personGapMs: number | null;
  /** Schedules of the launched campaigns by row number. */
  readonly schedules: ReadonlyMap<number, CampaignSchedule>;
}

/** Everything that is compared. */
export interface PlayedFacts {
  /** In the order of acceptance. */
  readonly accepted: readonly AcceptedMessage[];
  /** Tokens of messages the platform refused as too early. */
  readonly refusedTooEarly: readonly string[];
  /** Messages of all campaigns that were launched. */
  readonly messages: readonly PlayedMessage[];
  /** Latest acceptance on a token before the play; tokens without one are not in it. */
  readonly acceptedBefore: ReadonlyMap<string, EpochMs>;
}

/**
 * Compares what the platform accepted with the rules. Reads nothing the dispatcher decided but which message id belongs to which
 * message, and finds nothing in a correct play.
 */
export function findViolations(facts: PlayedFacts, rules: JudgeRules): readonly Violation[] {
  const byMessageId = new Map(facts.messages.map((message) => [message.messageId, message]));
  const accepted = new Set(facts.accepted.map(({ messageId }) => messageId));
  return [
    ...closeOnToken(facts, rules.coolDownMs),
    ...closeOnPerson(facts, rules.personGapMs),
    ...twiceInCampaign(facts, byMessageId),
    ...facts.accepted.flatMap((one) => againstSchedule(one, byMessageId.get(one.messageId) ?? null, rules)),
    ...tooEarly(facts),
    ...facts.messages
      .filter(({ isSent, messageId }) => isSent && (messageId === null || !accepted.has(messageId)))
      .map((one) =>
        violation('sentUnproven', one, null, 'This message counts as sent, but the platform accepted none.'),
      ),
  ];
}

type Whom = { readonly token: string; readonly recipient: string };

function violation(kind: ViolationKind, whom: Whom, at: EpochMs | null, sentence: string): Violation {
  return { kind, token: whom.token, recipient: whom.recipient, at: at === null ? null : toIso(at), sentence };
}

function tooEarly({ refusedTooEarly, messages }: PlayedFacts): readonly Violation[] {
  if (refusedTooEarly.length === 0) return [];
  const recipients = new Map(messages.map(({ token, recipient }) => [token, recipient]));
  return refusedTooEarly.map((token) => {
    const whom = { token, recipient: recipients.get(token) ?? '' };
    return violation('refusedTooEarly', whom, null, 'The platform refused this message as too early.');
  });
}

function closeOnToken({ accepted, acceptedBefore }: PlayedFacts, coolDownMs: number): readonly Violation[] {
  const latest = new Map<string, EpochMs>(acceptedBefore);
  return accepted.flatMap((one) => {
    const before = latest.get(one.token);
    latest.set(one.token, one.at);
    if (before === undefined || one.at - before >= coolDownMs) return [];
    return [
      violation('twoInsideCoolDown', one, one.at, `Accepted only ${minutes(one.at - before)} after the one before.`),
    ];
  });
}

function closeOnPerson({ accepted }: PlayedFacts, gapMs: number | null): readonly Violation[] {
  if (gapMs === null) return [];
  const latest = new Map<string, AcceptedMessage>();
  return accepted.flatMap((one) => {
    const before = latest.get(one.recipient);
    latest.set(one.recipient, one);
    // Two on one token are the platform's own rule, told by `twoInsideCoolDown`.
    if (before === undefined || before.token === one.token || one.at - before.at >= gapMs) return [];
    return [
      violation('twoToOnePerson', one, one.at, `The person had another message ${minutes(one.at - before.at)} before.`),
    ];
  });
}

function twiceInCampaign(
  { accepted }: PlayedFacts,
  byMessageId: ReadonlyMap<string | null, PlayedMessage>,
): readonly Violation[] {
  const seen = new Set<string>();
  return accepted.flatMap((one) => {
    const message = byMessageId.get(one.messageId);
    if (message === undefined) return [];
    const key = `${message.campaignId} ${one.recipient}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [violation('twoToOnePerson', one, one.at, 'The campaign reached this person twice.')];
  });
}

function againstSchedule(one: AcceptedMessage, message: PlayedMessage | null, rules: JudgeRules): readonly Violation[] {
  const schedule = message === null ? undefined : rules.schedules.get(message.campaignId);
  if (message === null || schedule === undefined || message.slotAt === null || message.dueAt === null) {
    return [
      violation('acceptedUnknown', one, one.at, 'The platform accepted a message that no planned message stands for.'),
    ];
  }
  const found: Violation[] = [];
  if (one.at < message.slotAt) {
    found.push(violation('beforeSlot', one, one.at, `Accepted ${minutes(message.slotAt - one.at)} before its time.`));
  }
  if (schedule.late === 'missed' && one.at > addMs(message.dueAt, schedule.lateMinutes * MINUTE)) {
    found.push(violation('tooLate', one, one.at, `Accepted ${minutes(one.at - message.dueAt)} after its time.`));
  }
  return [...found, ...outsideWindow(one, { message, schedule, table: rules.table })];
}

/** The window counts on the wall clock of the person, wherever their zone is known (DESIGN 5). */
function outsideWindow(
  one: AcceptedMessage,
  by: { readonly message: PlayedMessage; readonly schedule: CampaignSchedule; readonly table: ZoneTable },
): readonly Violation[] {
  const { message, schedule, table } = by;
  const own = table.identify(zoneTextOf(table, message.tokenZone, message.personZone));
  const zone = own.kind === 'known' ? own.zone : message.slotZone;
  if (zone === null || isInWindow(schedule.window, table, zone, one.at)) return [];
  const local = table.localWithOffset(zone, one.at);
  return [violation('outsideWindow', one, one.at, `Accepted at ${local}, outside the hours allowed there.`)];
}

function minutes(ms: number): string {
  return `${(ms / MINUTE).toFixed(1)} minutes`;
}
