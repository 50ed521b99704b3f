import type { RefusalTemplate } from './refusal-template.ts';

/** What can be refused about cards that ask, follow-ups and the conversations behind them. */
export const CARD_REFUSALS = {
  cardUnknown: { code: 'notFound', sentence: 'There is no card {card}.' },
  cardChangedElsewhere: {
    code: 'wrongState',
    sentence: 'This card was changed in another window; look at it again before saving.',
  },
  cardChangedSince: {
    code: 'wrongState',
    sentence: 'The card was changed since you looked at it; look at it again.',
  },
  /** A card the platform would refuse; what is wrong there, the rule's own sentence adds. */
  cardFault: { code: 'invalidMessage', sentence: 'The card cannot go yet: {place}', also: ['problem'] },
  cardDecided: { code: 'wrongState', sentence: 'Card {request} is decided already, or there is none.' },
  practiceOnly: { code: 'wrongState', sentence: 'Only people of a practice account do what they are told.' },
  practiceNobody: {
    code: 'notFound',
    sentence: 'This practice account has nobody who could write; read its list first.',
  },
  noYes: { code: 'notFound', sentence: 'There is no permission {permission} with a yes.' },
  followUpTooLate: {
    code: 'wrongState',
    sentence: 'The two minutes after the yes are over; nothing was sent.',
  },
  followUpsTooMany: { code: 'wrongState', sentence: 'At most {most} follow-ups go after one yes', also: ['known'] },
  conversationsUnanswered: {
    code: 'platformUnreachable',
    sentence: "Meta's conversations could not be read",
    also: ['platformCode'],
  },
  conversationsRefused: {
    code: 'platformRefused',
    sentence: 'Meta does not let the conversations be read',
    also: ['platformCode'],
  },
} as const satisfies Readonly<Record<string, RefusalTemplate>>;
