import type { Reason } from '#shared/domain/reason.ts';
import { ERRORS, own, pack, type ReasonEntry, SETTLING } from './reason-entry.ts';

/** Reasons about asking for permission and about what follows a yes. */
export const ASKING_REASONS = {
  noMessageYet: {
    sentence: 'This person has not written to you yet, as far as this computer knows; only then may you ask them.',
    rule: pack('standardWindow'),
  },
  messagingWindowClosed: {
    sentence: 'More than a day has passed since this person last wrote; you may ask again after their next message.',
    rule: pack('standardWindow'),
  },
  alreadyHeld: {
    sentence: 'This person has said yes to this topic already.',
    rule: own('alreadyHeld', 'DESIGN 4, Opt-in requests: nobody is asked for a topic they hold'),
  },
  sameTitle: {
    sentence: 'This person was asked with this title less than seven days ago.',
    rule: pack('optInSameTitle'),
  },
  oncePerWindow: {
    sentence: 'This person was asked already since they last wrote; you ask once for each time they write.',
    rule: pack('optInPerWindow'),
  },
  titlesPerWeek: {
    sentence: 'Instagram allows ten different titles for each person in seven days, and these are used up.',
    rule: pack('optInTitlesPerWeek'),
  },
  requestsPerDay: {
    sentence: 'Instagram allows five cards for each person a day, and these are used up.',
    rule: pack('optInTitlesPerDay'),
  },
  askingBarred: {
    sentence: 'Meta does not let this account ask people for permission at the moment.',
    rule: own('askingBarred', `${ERRORS}: 10/1404170`),
  },
  askOpen: {
    sentence: 'Another card to this person is planned or on its way; one goes at a time.',
    rule: own('askOpen', 'one card at a time: of two on their way nobody could tell which one the answer is to'),
  },
  askedElsewhere: {
    sentence: 'Meta says this person was asked with this title within the week, by this or another tool.',
    rule: own('askedElsewhere', `${ERRORS}: 613/1893016`),
  },
  askLimit: {
    sentence: 'Meta says this person was asked too often lately; another day it may work.',
    rule: own('askLimit', `${ERRORS}: 9/2018352`),
  },
  askRefusedOnce: {
    sentence: 'Meta answered with an error of its own, and the card is not in the conversation; it is tried once more.',
    rule: own('askRefusedOnce', `${ERRORS}: -1/2018012`),
  },
  askNeedsImage: {
    sentence:
      'Meta refused the card twice with an error it gives for cards without a picture; add a picture to the card.',
    rule: own('askNeedsImage', `${ERRORS}: -1/2018012, seen for a card without image`),
  },
  followUpTooLate: {
    sentence: 'The two minutes after the yes were over before this follow-up could leave.',
    rule: pack('followUpSpan'),
  },
  followUpBroken: {
    sentence: 'The follow-up before this one did not go out for certain, so the rest was kept back.',
    rule: own(
      'followUpBroken',
      'DESIGN 4, Follow-ups; RELIABILITY A-08: when one is late or uncertain, none of the rest goes',
    ),
  },
  provenByConversation: {
    sentence: 'The answer was lost; the card stands in the conversation, so it was accepted.',
    rule: SETTLING,
  },
  provenByOptIn: {
    sentence: 'The answer was lost; the person answered the card, so it was accepted.',
    rule: SETTLING,
  },
} as const satisfies Partial<Readonly<Record<Reason, ReasonEntry>>>;
