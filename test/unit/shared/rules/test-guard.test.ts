import { expect, test } from 'vitest';
import { mayBeFollowUp } from '#shared/rules/test-guard.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, epochMs } from '#shared/time/instant.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';

const YES = epochMs(1_795_770_000_000);
const rules = loadRulePacks().get('seed');
if (rules === undefined) throw new Error('The seed rule pack is missing.');

test.each([
  ['at the yes', 0, true],
  ['as the last follow-up could go, by a clock 5 minutes apart, to the millisecond', 9 * MINUTE, true],
  ['a millisecond later', 9 * MINUTE + 1, false],
  ['before a yes that was heard of since, as after an earlier one', -HOUR, true],
])('a message that left %s: may it have been a follow-up', (_when, afterMs, expected) => {
  expect(mayBeFollowUp(YES, addMs(YES, afterMs), rules)).toBe(expected);
});

test('where nobody knows of a yes, none is assumed', () => {
  expect(mayBeFollowUp(null, YES, rules)).toBe(false);
});
