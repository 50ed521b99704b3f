import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { type Eligibility, type EligibilityFacts, eligibility, type RuleCalendar } from './eligibility.ts';
import { characterCount } from './message-content-limits.ts';
import { type RulePack, ruleMs } from './rule-pack.ts';

/** How far the platform's clock may be from ours while we send (DESIGN 5). */
const SKEW_MS = 5 * MINUTE;

/**
 * Whether a test message may go to a person at `at`. Hours and other campaigns do not count for a test; the permission and the wait
 * between messages do.
 *
 * The minutes after a yes, which are kept for follow-ups, are open to a test: the platform's own guide has the first message follow
 * the tap (seeds/004, Iscrizioni di prova). Only a text that is too long for a later follow-up waits, because the platform may take it
 * for one and refuse it.
 *
 * @param isLong - whether the message is a text longer than a later follow-up may be.
 */
export function mayTest(
  facts: EligibilityFacts,
  isLong: boolean,
  by: { readonly rules: RulePack; readonly calendar: RuleCalendar },
  at: EpochMs,
): Eligibility {
  const { rules, calendar } = by;
  const alone = { ...facts, personLastAcceptedAt: null, heldAt: [], personHeldAt: [] };
  const asked = isLong ? alone : asIfLongSince(alone, rules, at);
  return eligibility(asked, rules, { personGapMs: null }, calendar, at);
}

/** Whether a message is a text that the platform would refuse as a later follow-up. */
export function isLongText(messageJson: string, rules: RulePack): boolean {
  const message: unknown = JSON.parse(messageJson);
  const text = typeof message === 'object' && message !== null && 'text' in message ? message.text : null;
  return typeof text === 'string' && characterCount(text) > rules.rules.followUpLength.value;
}

/**
 * Whether the platform may have taken a message that left at `startedAt` for a follow-up to a yes. It then names no next eligible time,
 * so that a read of the token cannot prove the message unsent. A yes that was heard of after the message counts too: the message may
 * have followed it, or an earlier one of which nobody knows any more.
 *
 * @param optedInAt - `null` = nobody knows of a yes, then it is taken for none.
 */
export function mayBeFollowUp(optedInAt: EpochMs | null, startedAt: EpochMs, rules: RulePack): boolean {
  return optedInAt !== null && startedAt <= addMs(optedInAt, followUpsMs(rules) + SKEW_MS);
}

/** How long after a yes a follow-up can go at most. */
function followUpsMs(rules: RulePack): number {
  return ruleMs(rules, 'followUpFirst') + ruleMs(rules, 'followUpSpan');
}

/** The same facts with a yes so long ago that its follow-ups are over. */
function asIfLongSince(facts: EligibilityFacts, rules: RulePack, at: EpochMs): EligibilityFacts {
  const over = addMs(at, -followUpsMs(rules));
  const before = (instant: EpochMs | null): EpochMs | null => (instant !== null && instant > over ? over : instant);
  const { token } = facts;
  return { ...facts, token: { ...token, optedInAt: before(token.optedInAt), createdAt: before(token.createdAt) } };
}
