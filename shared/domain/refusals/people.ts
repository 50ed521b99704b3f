import type { RefusalTemplate } from './refusal-template.ts';

/** What can be refused about one person or a choice of people. */
export const PEOPLE_REFUSALS = {
  personGone: { code: 'notFound', sentence: 'This person is not known here any more.' },
  personOfOtherAccount: {
    code: 'notFound',
    sentence: 'This message goes out from another account than this person belongs to.',
  },
  permissionGone: { code: 'notFound', sentence: 'This permission to message is not known here any more.' },
  eraseNotTyped: { code: 'confirmationNeeded', sentence: 'Type "{wanted}" to erase this person.' },
  messageOnItsWay: {
    code: 'wrongState',
    sentence: 'A message to this person is on its way right now; try again in a minute.',
  },
  notSuppressed: { code: 'wrongState', sentence: 'This person is not suppressed.' },
  undoGone: { code: 'notFound', sentence: 'This can not be taken back any more.' },
  zoneUnknown: { code: 'invalidInput', sentence: '"{zone}" is no time zone; zones look like Europe/Rome.' },
} as const satisfies Readonly<Record<string, RefusalTemplate>>;
