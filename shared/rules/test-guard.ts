import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { type Eligibility, type EligibilityFacts, eligibility, type RuleCalendar } from './eligibility.ts';
import { type RulePack, ruleMs } from './rule-pack.ts';

/**
 * Whether a test message may go to a person at `at`. Hours and other campaigns do not count for a test; the permission and the wait
 * between messages do.
 *
 * The minutes after a yes, which are kept for follow-ups, are open to a test: the platform's own guide has the first message follow
 * the tap (seeds/004, Iscrizioni di prova). Only a text that is too long for a later follow-up waits, because the platform may take it
 * for one and refuse it.
 *
 * @param isLongText - whether the message is a text longer than a later follow-up may be.
 */
export function mayTest(
  facts: EligibilityFacts,
  isLongText: boolean,
  by: { readonly rules: RulePack; readonly calendar: RuleCalendar },
  at: EpochMs,
): Eligibility {
  const { rules, calendar } = by;
  const alone = { ...facts, personLastAcceptedAt: null, heldAt: [], personHeldAt: [] };
  const asked = isLongText ? alone : asIfLongSince(alone, rules, at);
  return eligibility(asked, rules, { personGapMs: null }, calendar, at);
}

/** The same facts with a yes so long ago that its follow-ups are over. */
function asIfLongSince(facts: EligibilityFacts, rules: RulePack, at: EpochMs): EligibilityFacts {
  const over = addMs(at, -(ruleMs(rules, 'followUpFirst') + ruleMs(rules, 'followUpSpan')));
  const before = (instant: EpochMs | null): EpochMs | null => (instant !== null && instant > over ? over : instant);
  const { token } = facts;
  return { ...facts, token: { ...token, optedInAt: before(token.optedInAt), createdAt: before(token.createdAt) } };
}
