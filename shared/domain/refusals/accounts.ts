import type { RefusalTemplate } from './refusal-template.ts';

/** What can be refused about accounts, their Page keys, the platform and its list of permissions. */
export const ACCOUNT_REFUSALS = {
  accountUnknown: { code: 'notFound', sentence: 'There is no account {account}' },
  noAccount: {
    code: 'notFound',
    sentence: 'No account is connected yet; add one first, for example a practice account.',
  },
  practiceTakesNoPage: {
    code: 'wrongState',
    sentence: 'Account {account} is a practice account; connect the Page as an account of its own.',
  },
  accountHasRecords: {
    code: 'wrongState',
    sentence: 'Account {account} ({name}) has people, messages or imports; it stays, so that their records do.',
  },
  pageConnected: {
    code: 'invalidInput',
    sentence: 'Page {page} is connected already, as account {account}.',
  },
  accountOfOtherPage: {
    code: 'wrongState',
    sentence: 'Account {account} has sent messages for Page {page}; connect Page {other} as an account of its own.',
  },
  accountZoneUnknown: {
    code: 'invalidInput',
    sentence: 'The account "{name}" has the time zone "{zone}"; it must be an IANA zone such as Europe/Rome.',
  },
  limitsUnknown: { code: 'invalidInput', sentence: 'The account "{name}" uses Meta\'s limits "{pack}"' },
  pageKeyMissing: {
    code: 'reconnectNeeded',
    sentence: 'Account {account} ({name}) has no Page key here, so Meta was not asked',
  },
  accessTokenMissing: {
    code: 'reconnectNeeded',
    sentence: 'Account {account} ({name}) has no access token on this host; reconnect needed here.',
  },
  accountUnanswered: {
    code: 'platformUnreachable',
    sentence: 'Whether account {account} may send is not known.',
  },
  keysUnreadable: {
    code: 'reconnectNeeded',
    sentence: 'The file with the Page keys cannot be read; connect the Page again. Nothing else is lost.',
  },
  keysSetAside: {
    code: 'reconnectNeeded',
    sentence:
      'The file with the Page keys could not be read and is kept as {file}; connect the Page again. Nothing else is lost.',
  },
  keyUndecryptable: {
    code: 'reconnectNeeded',
    sentence:
      'The keychain that encrypted the Page key ({backend}) does not decrypt it any more; connect the Page again. Nothing else is lost.',
  },
  keychainSilent: { code: 'reconnectNeeded', sentence: 'The keychain of this computer did not answer.' },
  keyNotStored: { code: 'workspaceNotWritable', sentence: 'The Page key could not be stored in the data folder.' },
  keyNotStoredIn: { code: 'workspaceNotWritable', sentence: 'The access token could not be stored in {path}.' },
  keyFileUnopened: {
    code: 'reconnectNeeded',
    sentence: 'The file with the access tokens cannot be opened; move {path} away and connect the accounts again.',
  },
  keyFileOdd: {
    code: 'reconnectNeeded',
    sentence:
      'The file with the access tokens is not as Sundial writes it; move {path} away and connect the accounts again.',
  },
  apiBaseOdd: { code: 'invalidInput', sentence: 'The API base "{address}"' },
  practiceElsewhere: {
    code: 'invalidInput',
    sentence: 'A practice platform runs on this computer only; {origin} is another one.',
  },
  practiceNotStarted: { code: 'platformUnreachable', sentence: 'The practice platform did not start' },
  practiceStopped: { code: 'platformUnreachable', sentence: 'The practice platform of this run was stopped.' },
  practiceUnanswered: { code: 'platformUnreachable', sentence: 'No practice platform answers at {origin}' },
  practiceOfOtherPage: {
    code: 'notFound',
    sentence: 'The practice platform at {origin} holds Page {page}, not {wanted}; start the one that holds it.',
  },
  listInCircle: {
    code: 'platformRefused',
    sentence: 'The platform lists its tokens in a circle: a page came twice.',
  },
  listUnanswered: {
    code: 'platformUnreachable',
    sentence: 'The platform did not answer while its token list was read',
    also: ['platformCode'],
  },
  listThrottled: {
    code: 'platformRefused',
    sentence: 'The platform takes no more calls just now',
    also: ['minutes'],
  },
  listRefused: {
    code: 'platformRefused',
    sentence: 'The platform refused to list the tokens',
    also: ['platformCode'],
  },
} as const satisfies Readonly<Record<string, RefusalTemplate>>;
