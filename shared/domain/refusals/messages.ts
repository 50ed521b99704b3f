import type { RefusalTemplate } from './refusal-template.ts';

/** What can be refused about a message to many (a campaign), its draft, its plan, its launch and its tests. `name` is the campaign's. */
export const MESSAGE_REFUSALS = {
  campaignUnknown: { code: 'notFound', sentence: 'There is no campaign {campaign}; "campaign list" shows all.' },
  draftVersionGone: { code: 'notFound', sentence: 'This text of {campaign} is not kept any more.' },
  draftLaunched: {
    code: 'wrongState',
    sentence: '"{name}" was launched; only a draft can be {verb}. Duplicate it to write another.',
  },
  draftTested: { code: 'wrongState', sentence: 'A test of "{name}" was sent, so it stays on record.' },
  /** A message the platform would refuse; the whole English sentence is the rule's own. */
  contentFault: { code: 'invalidMessage', sentence: '{place}', also: ['problem'] },
  planNoDraft: {
    code: 'wrongState',
    sentence: 'Campaign "{name}" is {campaignState}; only a campaign that was not launched yet can be planned.',
  },
  planGone: { code: 'notFound', sentence: 'Plan {plan} is gone; plan the campaign again.' },
  planStopped: { code: 'wrongState', sentence: 'Planning was stopped before it was done.' },
  cannotPause: {
    code: 'wrongState',
    sentence: 'Campaign "{name}" is {campaignState}; only a campaign that is scheduled or running can be paused.',
  },
  cannotResume: {
    code: 'wrongState',
    sentence: 'Campaign "{name}" is {campaignState}; only a campaign that is paused can be resumed.',
  },
  cannotCancel: {
    code: 'wrongState',
    sentence:
      'Campaign "{name}" is {campaignState}; only a campaign that is scheduled, running or paused can be cancelled.',
  },
  launchedBefore: {
    code: 'wrongState',
    sentence:
      '"{name}" was launched before; a campaign can be launched only once. Add its file again to send it another time.',
  },
  nobodyYet: {
    code: 'wrongState',
    sentence:
      'Nobody would get "{name}", so it was not launched: there is nobody on the list yet; take one in with tokens sync or tokens import',
  },
  nobodyGets: { code: 'wrongState', sentence: 'Nobody would get "{name}", so it was not launched', also: ['reason'] },
  paceLoss: {
    code: 'confirmationNeeded',
    sentence:
      '{late} of {all} messages would leave too late at {pace} a second and be skipped; more than 1 % has to be accepted first.',
  },
  countNotTyped: {
    code: 'confirmationNeeded',
    sentence: 'This goes to {count} people; type that number to confirm.',
  },
  reviewContentChanged: {
    code: 'confirmationNeeded',
    sentence:
      'The message, its audience or its time was changed since you looked at it: {now} people would get it now, {shown} were shown.',
  },
  reviewPeopleChanged: {
    code: 'confirmationNeeded',
    sentence:
      'The number of people who get it has changed since you looked at it: {now} people would get it now, {shown} were shown.',
  },
  reviewTimeChanged: {
    code: 'confirmationNeeded',
    sentence:
      'The time at which it begins has changed since you looked at it: {now} people would get it now, {shown} were shown.',
  },
  sleepingHoursOdd: {
    code: 'invalidInput',
    sentence: 'The sleeping hours are "{text}"; two different times of day such as 22:00-07:00 are needed.',
  },
  cannotRehearse: {
    code: 'wrongState',
    sentence:
      'Campaign "{name}" is {campaignState}; only a draft or a campaign that still has messages to send can be rehearsed.',
  },
  messageUnknown: { code: 'notFound', sentence: 'There is no message {message}.' },
  messageOfOther: { code: 'notFound', sentence: 'Campaign {campaign} holds no message {message}.' },
  messageNotUncertain: {
    code: 'wrongState',
    sentence: 'Message {message} is {messageState}; only an uncertain one can be decided.',
  },
  testNotNow: { code: 'wrongState', sentence: 'A test cannot go to {name} now', also: ['reason'] },
  testNotNowNameless: { code: 'wrongState', sentence: 'A test cannot go to this person now', also: ['reason'] },
  testWaits: {
    code: 'wrongState',
    sentence:
      'Another message to this person is on its way, or nobody can tell yet whether it arrived; a test has to wait for that.',
  },
  testAfterFollowUps: {
    code: 'wrongState',
    sentence: "The follow-ups to this person's yes go first; a test has to wait for them.",
  },
  testNoneAccepted: { code: 'wrongState', sentence: 'No test to this person was accepted yet.' },
  testStopped: { code: 'accountStopped', sentence: 'Sending is stopped for "{account}": {stop}.' },
  testUncompared: {
    code: 'wrongState',
    sentence: 'This data was restored or copied; it has to be compared with Meta first.',
  },
  testerUnknown: { code: 'notFound', sentence: '"{account}" has no such person.' },
} as const satisfies Readonly<Record<string, RefusalTemplate>>;
