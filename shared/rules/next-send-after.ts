import type { Frequency } from '#shared/domain/notification-token.ts';
import { nextPeriodStart } from '#shared/time/calendar-period.ts';
import { addMs, type EpochMs, latest } from '#shared/time/instant.ts';
import type { RuleCalendar } from './eligibility.ts';
import { type RulePack, ruleMs } from './rule-pack.ts';

/**
 * First instant at which a token may be sent to again after an accepted send, by the rules alone: the cool-down, and for an old weekly
 * or monthly token also the next period in the Page's zone, whichever is later (DESIGN 13, weekly "7 days" or Monday to Sunday).
 *
 * @param token.frequency - `null` = the field was not given, so daily.
 */
export function nextSendAfter(
  acceptedAt: EpochMs,
  token: { readonly frequency: Frequency | null; readonly rules: RulePack; readonly calendar: RuleCalendar },
): EpochMs {
  const cooledDownAt = addMs(acceptedAt, ruleMs(token.rules, 'coolDown'));
  if (token.frequency === null || token.frequency === 'daily') return cooledDownAt;
  const { table, pageZone } = token.calendar;
  return latest(cooledDownAt, nextPeriodStart(table, pageZone, acceptedAt, token.frequency));
}
