import type { Reason } from '#shared/domain/reason.ts';
import { ASKING_REASONS } from './reason-catalogue-asking.ts';
import { ERRORS, own, pack, type ReasonEntry, SETTLING } from './reason-entry.ts';
import type { RulePack } from './rule-pack.ts';

/** A rule as `explain` names it. */
export interface RuleCitation {
  readonly id: string;
  readonly source: string;
}

const PERSON_ACTS = "Sundial's choice: what a person using Sundial decides is done";
const LATENESS = 'DESIGN 5, Late: the campaign says how late a message may leave';

/** Every reason with its sentence and source; a reason without an entry does not compile. */
export const REASON_CATALOGUE: Readonly<Record<Reason, ReasonEntry>> = {
  ...ASKING_REASONS,
  stopped: {
    sentence: 'This person asked for no more messages; they get the next one only after they say yes again.',
    rule: own(
      'stop',
      'seeds/004, Limitazioni: after a stop nothing is delivered and the platform answers with an error',
    ),
  },
  expired: {
    sentence: 'This permission to message has run out.',
    rule: own('expiry', 'seeds/004, Scadenza dei token: permissions of before 10 August 2023 may carry an end'),
  },
  invalid: {
    sentence: 'Meta does not know this permission to message any more.',
    rule: own(
      'tokenGone',
      'seeds/004, Acquisizione di una lista di token: the list holds all valid permissions; DESIGN 4, Stops',
    ),
  },
  suppressed: {
    sentence: 'You chose never to message this person again.',
    rule: own('suppression', PERSON_ACTS),
  },
  frequencyUnknown: {
    sentence: 'This is an old permission and nobody knows yet how often it may be used; Meta has to be asked first.',
    rule: own(
      'frequency',
      'seeds/004, Frequenza dei messaggi: older permissions stay weekly or monthly; DESIGN 4, Legacy tokens',
    ),
  },
  coolDown: {
    sentence: 'The last message to this person was too short a time ago; the wait between messages is not over then.',
    rule: pack('coolDown'),
  },
  legacyPeriod: {
    sentence: 'This old permission allows one message a week or month, and this one is used up.',
    rule: own(
      'legacyPeriod',
      'seeds/004, Token dei messaggi di notifica: per calendar week or month in the zone set by the Page',
    ),
  },
  followUpsOpen: {
    sentence: 'This person has only just said yes; a message now would count as part of the welcome.',
    rule: pack('followUpSpan'),
  },
  personDaily: {
    sentence: 'This person gets another message of yours within a day.',
    rule: own(
      'personDaily',
      "Sundial's choice: one message a day for each person over all topics and messages (DESIGN 4)",
    ),
  },
  sameRecipient: {
    sentence: 'This person gets this message through another of their topics.',
    rule: own('onePerPerson', 'DESIGN 4, One per person: a message reaches a person once'),
  },
  otherCampaign: {
    sentence: 'Another message, launched earlier, already has this time with this person.',
    rule: pack('coolDown'),
  },
  notInAudience: {
    sentence: 'This message is for other topics.',
    rule: own('audience', 'DESIGN 4, Relevance: a message names the topics it is for'),
  },
  unknownZone: {
    sentence: "This person's time zone is not known, so nobody can say when it is the right time for them.",
    rule: own(
      'unknownZone',
      'seeds/004, Consigli: messages should go by the time zone of the person; DESIGN 5, Unknown or broken zone',
    ),
  },
  alreadyPast: {
    sentence: 'The time you chose was already past where this person is.',
    rule: own('alreadyPast', 'DESIGN 5, Already past there: the message says what happens then'),
  },
  outsideWindow: {
    sentence: 'The time falls outside the hours in which you write to people.',
    rule: own(
      'window',
      "Sundial's choice: 09:00 to 20:00 where the person is, unless the message says otherwise (DESIGN 5)",
    ),
  },
  paceTooSlow: {
    sentence: 'So many messages are due at once that this one would leave later than you allow.',
    rule: own(
      'pace',
      "Sundial's choice: the account's pace, never above Meta's own 300 a second (DESIGN 6.7, META-API 5)",
    ),
  },
  late: {
    sentence: 'Its time passed while this computer could not send, for longer than you allow.',
    rule: own('lateness', LATENESS),
  },
  accountPaused: {
    sentence: 'Its time passed while sending was stopped for this account.',
    rule: own('lateness', LATENESS),
  },
  campaignPaused: {
    sentence: 'Its time passed while this message was paused.',
    rule: own('lateness', LATENESS),
  },
  restored: {
    sentence:
      'A backup was restored after its time. Meta may have accepted it before that, so it is not sent again; where Meta shows so, the wait between messages counts from then.',
    rule: own('restore', 'DESIGN 6.8: a restored or copied database compares with the platform first'),
  },
  windowClosed: {
    sentence: 'The hours in which you write to people ended before it could be sent.',
    rule: own('window', "Sundial's choice: no message outside the hours of the person's day (DESIGN 5)"),
  },
  throttled: {
    sentence: 'Meta took no more calls for a while; it is tried again.',
    rule: own('rateLimit', 'META-API 5: rate limits of the platform'),
  },
  notBegun: {
    sentence: 'Sending stopped before this one began; it is tried again.',
    rule: own('claim', 'DESIGN 6.1: a message whose sending never began goes back to waiting'),
  },
  refusedTooEarly: {
    sentence: 'Meta said it is too early for this person; it is tried again when Meta allows it.',
    rule: pack('coolDown'),
  },
  readBackNotSent: {
    sentence: 'Meta shows that the earlier try did not arrive; it is tried again.',
    rule: SETTLING,
  },
  platformStopped: {
    sentence: 'Meta answered that this person asked for no more messages.',
    rule: own('platformAnswer', `${ERRORS}: 10/1893015`),
  },
  platformUnavailable: {
    sentence: 'Meta answered that this person cannot be reached at present.',
    rule: own('platformAnswer', `${ERRORS}: 551 and its kin`),
  },
  platformBadRequest: {
    sentence: 'Meta refused the message itself.',
    rule: own('platformAnswer', `${ERRORS}: 100`),
  },
  platformInvalidToken: {
    sentence: 'Meta answered that it does not know this permission to message.',
    rule: own('platformAnswer', `${ERRORS}: 100 about the token`),
  },
  platformRefused: {
    sentence: 'Meta refused to send it.',
    rule: own('platformAnswer', ERRORS),
  },
  undecided: {
    sentence: "We can't tell whether it arrived, and it is too late to find out; it is not sent again.",
    rule: SETTLING,
  },
  personSaidSent: {
    sentence: 'Somebody here said that it arrived.',
    rule: own('personDecides', PERSON_ACTS),
  },
  personDropped: {
    sentence: 'Somebody here gave it up while it was not known whether it arrived.',
    rule: own('personDecides', PERSON_ACTS),
  },
  personCancelled: {
    sentence: 'Somebody here took it back before it was sent.',
    rule: own('personDecides', PERSON_ACTS),
  },
  provenByReadBack: {
    sentence: 'No answer came, but Meta shows that it was accepted.',
    rule: SETTLING,
  },
  provenByRefusal: {
    sentence: 'No answer came, but Meta refused a second try as too early: the first was accepted.',
    rule: own('settle', 'DESIGN 6.3: a refusal as too early proves the earlier try'),
  },
  uncertainAnswer: {
    sentence: "We can't tell whether it arrived: no clear answer came back. It is not sent again before that is known.",
    rule: SETTLING,
  },
  crashedWhileSending: {
    sentence:
      "We can't tell whether it arrived: Sundial ended while it was on its way. It is not sent again before that is known.",
    rule: own('settle', 'DESIGN 6.5: after a crash everything that was on its way is undecided'),
  },
};

/** The sentence of a reason with the rule behind it, as `explain` tells it. */
export function citeReason(
  reason: Reason,
  rules: RulePack,
): { readonly sentence: string; readonly rule: RuleCitation } {
  const { sentence, rule } = REASON_CATALOGUE[reason];
  const source = rule.kind === 'pack' ? rules.rules[rule.id].source : rule.source;
  return { sentence, rule: { id: rule.id, source } };
}
