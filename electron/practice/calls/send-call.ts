import { isCard } from '#practice/content/card-content.ts';
import { isObject } from '#practice/content/json-value.ts';
import { readMessage } from '#practice/content/message-content.ts';
import { expectHappenings } from '#practice/people.ts';
import { answer, type Call, type Outcome, type Platform } from '#practice/platform.ts';
import type { SendRow } from '#practice/records/send-records.ts';
import { decideReply } from '#practice/rules/decide-reply.ts';
import { decideSend, type SendDecision } from '#practice/rules/decide-send.ts';
import { type Refusal, refuse } from '#practice/rules/graph-error.ts';
import { takeCall } from '#practice/rules/send-budget.ts';
import { answerToMarketing } from '#practice/world/simulated-people.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { accept, accepted } from './acceptance.ts';
import { sendCard } from './card-call.ts';

/** Tags that are gone since 27 April 2026 (META-API 10). */
const GONE_TAGS = ['CONFIRMED_EVENT_UPDATE', 'ACCOUNT_UPDATE', 'POST_PURCHASE_UPDATE'];

/** `POST /{page}/messages`: a message to a notification token, an opt-in card or a reply to a scoped id. */
export function send(platform: Platform, call: Call): Outcome {
  const { state } = call.page;
  const budget = takeCall(state.sends, call.at, platform.limits.sendsPerSecond);
  state.sends = budget.budget;
  state.usedPercent = budget.percent;
  if (!budget.taken) return refuse('rateLimit');
  if (state.condition === 'sendingBarred' || state.condition === 'policyBlock') return refuse(state.condition);
  const { recipient, message } = call.params;
  if (!isObject(recipient)) return refuse('parameter', 'recipient must be an object.');
  const token = textOf(recipient['notification_messages_token']);
  const id = textOf(recipient['id']);
  if ((token === null) === (id === null)) {
    return refuse('parameter', 'recipient needs either notification_messages_token or id.');
  }
  if (token !== null) return sendToToken(platform, call, token);
  return isCard(message) ? sendCard(platform, call, id ?? '') : reply(platform, call, id ?? '');
}

function sendToToken(platform: Platform, call: Call, token: string): Outcome {
  const { message } = call.params;
  const reading = readMessage(message, call.page.igId !== null, platform.limits);
  if (reading.kind === 'fault') return refuse('parameter', reading.sentence);
  const row = platform.sends.find(token);
  if (row === null || row.page !== call.page.number) return refuse('tokenInvalid');
  const byRules = decideSend(factsOf(platform, call, row, reading.textCharacters), call.at, platform.limits);
  const isLetThrough = platform.lenient && byRules.kind === 'refused' && byRules.error === 'tooEarly';
  const decision: SendDecision = isLetThrough ? { kind: 'marketing' } : byRules;
  if (decision.kind === 'refused') return decision;
  noteSend(platform, call, row, decision);
  return acceptOnToken(
    platform,
    call,
    { ...row, text: token },
    decision.kind === 'marketing' ? 'marketing' : 'followup',
  );
}

/** Writes the message; in a lively world the person may be tired of it. */
function acceptOnToken(
  platform: Platform,
  call: Call,
  row: SendRow & { readonly text: string },
  kind: 'marketing' | 'followup',
): Outcome {
  const { person, scopedId, token, text } = row;
  const number = accept(platform, call, { kind, person, scopedId, token: { id: token, text } });
  if (platform.lively && kind === 'marketing') {
    const topic = platform.tokens.find(text)?.topic ?? '';
    const who = { person, message: number };
    expectHappenings(platform, person, answerToMarketing(platform.shape.seed, call.at, who, topic));
  }
  return accepted(platform, scopedId, number);
}

function factsOf(platform: Platform, call: Call, row: SendRow, textCharacters: number | null) {
  const { lastAcceptedAt, frequency } = row;
  return {
    state: row.state,
    expiresAt: row.expiresAt,
    optedInAt: row.optedInAt,
    lastAcceptedAt,
    periodOverAt:
      lastAcceptedAt === null || frequency === null
        ? null
        : platform.calendar.periodOverAt(call.page.zone, lastAcceptedAt, frequency),
    followUps: row.followUps ?? 0,
    firstFollowUpAt: row.firstFollowUpAt,
    extraMessage: row.extraMessage === 1,
    blocked: row.blocked === 1,
    textCharacters,
  };
}

function noteSend(platform: Platform, call: Call, row: SendRow, decision: Exclude<SendDecision, Refusal>): void {
  switch (decision.kind) {
    case 'marketing':
    case 'extra':
      platform.sends.noteMarketing(row.token, call.at);
      return;
    case 'followup':
      platform.sends.noteFollowUp(row.token, decision.followUp, call.at);
      return;
    default:
      assertNever(decision, 'send decision');
  }
}

function reply(platform: Platform, call: Call, id: string): Outcome {
  const person = platform.people.find(id);
  if (person === null || person.page !== call.page.number) return refuse('noSuchPerson');
  const { tag, sender_action: action, message } = call.params;
  if (typeof tag === 'string' && GONE_TAGS.includes(tag)) return refuse('parameter', `The message tag ${tag} is gone.`);
  const instagram = call.page.igId !== null;
  const reading = action === undefined ? readMessage(message, instagram, platform.limits) : null;
  if (reading?.kind === 'fault') return refuse('parameter', reading.sentence);
  const facts = {
    instagram,
    blocked: person.blocked === 1,
    lastInboundAt: person.lastInboundAt,
    humanAgent: tag === 'HUMAN_AGENT',
  };
  const refusal = decideReply(facts, call.at, platform.limits);
  if (refusal !== null) return refusal;
  if (reading === null) return answer({ recipient_id: id });
  const number = accept(platform, call, { kind: 'reply', person: person.id, scopedId: id, token: null });
  return accepted(platform, id, number);
}

function textOf(value: unknown): string | null {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : null;
}
