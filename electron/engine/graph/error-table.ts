import { EFFECTS, type ErrorRule, rule } from './error-rule.ts';
import { PAID_API_ERRORS } from './error-table-paid.ts';

const { throttled, bothersome, unauthorized, permission, blocked, gone } = EFFECTS;
const { tooEarly, stopped, unavailable, badRequest, uncertain } = EFFECTS;

/** Errors that say nothing certain about what was executed. */
const UNCERTAIN: readonly ErrorRule[] = [
  rule(-1, null, uncertain, 'unexpected internal error', 'META-API 4.3'),
  rule(-1, 2018012, uncertain, 'unexpected internal error, seen for an opt-in card without image', 'META-API 4.3'),
  rule(1, null, uncertain, 'unknown error, possibly downtime', 'META-API 4.3'),
  rule(1, 99, uncertain, 'unknown error, often a missing permission', 'META-API 4.3'),
  rule(1, 1357046, uncertain, 'the messages were sent although the endpoint answers an error', 'RELIABILITY 0.7'),
  rule(
    2,
    null,
    uncertain,
    'service temporarily unavailable; the person may also have blocked the Page',
    'META-API 4.3',
  ),
  rule(1200, null, uncertain, 'temporary failure while sending', 'META-API 4.3; nothing says that it was not executed'),
];

/** The limits of the marketing message itself, and of the person. */
const PERSON: readonly ErrorRule[] = [
  rule(4, 2018354, tooEarly, 'the wait between two messages with this token is not over', 'META-API 4.3'),
  rule(10, 1893015, stopped, 'the person stopped notifications for this topic', 'META-API 4.3'),
  rule(10, 2018278, unavailable, 'outside the allowed window (Messenger)', 'META-API 4.3'),
  rule(10, 2534022, unavailable, 'outside the allowed window (Instagram)', 'META-API 4.3'),
  rule(10, 2018065, unavailable, 'outside the allowed window, a news permission would be needed', 'META-API 4.3'),
  rule(10, 2018108, unavailable, 'the person cannot receive messages now', 'META-API 4.3'),
  rule(100, 33, permission, 'the Page does not exist or is not visible to this access token', 'META-API 4.3'),
  rule(100, 2018001, unavailable, 'no matching user', 'META-API 4.3'),
  rule(100, 2534014, unavailable, 'no Instagram user', 'META-API 4.3'),
  rule(100, 2534037, unavailable, 'another app owns the conversation', 'META-API 4.3'),
  rule(200, 1545041, unavailable, 'the person is not available', 'META-API 4.3'),
  rule(551, null, unavailable, 'the person is not receiving messages', 'META-API 4.3'),
  rule(551, 1545041, unavailable, 'the person is not receiving messages', 'META-API 4.3'),
  rule(551, 1893047, unavailable, 'the recipient is not available', 'META-API 4.3'),
  rule(2018300, null, unavailable, 'another app controls the conversation', 'META-API 4.3'),
  rule(9000001, null, unavailable, 'the message is deleted or too old to be read', 'META-API 4.3'),
  rule(9, 2018352, unavailable, 'too many opt-in requests for this person', 'META-API 4.3'),
  rule(613, 1893016, unavailable, 'this person was asked for this topic within the week', 'META-API 4.3'),
];

/** Our request or our message is wrong. */
const REQUEST: readonly ErrorRule[] = [
  rule(100, null, badRequest, 'a parameter is wrong; also an invalid or expired notification token', 'META-API 4.3'),
  rule(100, 2018008, badRequest, 'the media file could not be fetched', 'META-API 4.3'),
  rule(100, 2018047, badRequest, 'the media file is of another type', 'META-API 4.3'),
  rule(100, 2018294, badRequest, 'the video could not be fetched in time', 'META-API 4.3'),
  rule(100, 2018109, badRequest, 'the attachment is too large', 'META-API 4.3'),
  rule(100, 2534015, badRequest, 'the message data is invalid', 'META-API 4.3'),
  rule(100, 2534025, badRequest, 'a private reply that is not allowed', 'META-API 4.3'),
];

/** Too many calls; the platform executed nothing (RELIABILITY A3.5). */
const THROTTLED: readonly ErrorRule[] = [
  rule(4, null, throttled, "the app's call limit is reached", 'META-API 4.3'),
  rule(9, null, throttled, 'too many actions', 'META-API 4.3, the family of 9/2018352'),
  rule(17, null, throttled, 'call limit of the user', 'META-API 4.3'),
  rule(17, 2446079, throttled, 'call limit of the user', 'META-API 4.3'),
  rule(32, null, throttled, 'call limit of the Page', 'META-API 4.3'),
  rule(341, null, throttled, 'temporary limit of the application', 'META-API 4.3'),
  rule(613, null, throttled, 'call limit of this interface', 'META-API 4.3'),
  rule(613, 2534040, throttled, 'call limit (Instagram)', 'META-API 4.3'),
  rule(613, 2018338, bothersome, 'warning: people find the messages bothersome', 'META-API 4.3; DESIGN 4, Relevance'),
  rule(80000, null, throttled, 'limit of a business use case: insights', 'META-API 4.3'),
  rule(80001, null, throttled, 'limit of a business use case: Page', 'META-API 4.3'),
  rule(80002, null, throttled, 'limit of a business use case: Instagram', 'META-API 4.3'),
  rule(80003, null, throttled, 'limit of a business use case: custom audience', 'META-API 4.3'),
  rule(80004, null, throttled, 'limit of a business use case: ads management', 'META-API 4.3'),
  rule(80004, 2446079, throttled, 'limit of a business use case: ads management', 'META-API 4.3'),
  rule(80006, null, throttled, 'limit of a business use case: Messenger', 'META-API 4.3'),
  rule([80000, 80999], null, throttled, 'limit of a business use case', 'RELIABILITY A3.5'),
];

/** Login: the access token is dead, with the subcodes that say why. */
const LOGIN: readonly ErrorRule[] = [102, 190].flatMap((code) => [
  rule(code, null, unauthorized, 'the access token is invalid', 'META-API 4.3'),
  rule(code, 458, unauthorized, 'the app was removed', 'META-API 4.3'),
  rule(code, 459, unauthorized, 'the user has to pass a checkpoint', 'META-API 4.3'),
  rule(code, 460, unauthorized, 'the password was changed', 'META-API 4.3'),
  rule(code, 463, unauthorized, 'the access token has expired', 'META-API 4.3'),
  rule(code, 464, unauthorized, 'the user is not confirmed', 'META-API 4.3'),
  rule(code, 467, unauthorized, 'the access token is invalid', 'META-API 4.3'),
  rule(code, 492, unauthorized, 'the session is invalid', 'META-API 4.3'),
]);

/** The account may not send. */
const ACCOUNT: readonly ErrorRule[] = [
  rule(3, null, permission, 'the app lacks a capability or permission', 'META-API 4.3'),
  rule(10, null, permission, 'a permission is missing or was removed', 'META-API 4.3'),
  rule(10, 1404170, blocked, 'the Page may not send opt-in requests for now', 'META-API 4.3'),
  rule(10, 1893063, blocked, 'the Page may not send messages for now', 'META-API 4.3; DESIGN 4, Relevance'),
  rule(10, 2534077, permission, 'the link of Instagram account, Page and user cannot be verified', 'META-API 4.3'),
  rule(100, 2534013, permission, 'the Page is not linked to an Instagram account', 'META-API 4.3'),
  rule(100, 2534029, blocked, 'the business is blocked from Instagram messaging', 'META-API 4.3'),
  rule(200, null, permission, 'a permission is missing or the app is not reviewed', 'META-API 4.3'),
  rule(200, 2018028, permission, 'only testers of the app can be reached', 'META-API 4.3'),
  rule(200, 2534041, permission, 'the Instagram owner switched off access to messages', 'META-API 4.3'),
  rule(230, null, permission, 'a permission is missing', 'META-API 4.3'),
  rule([200, 299], null, permission, 'a permission is missing', 'META-API 4.3'),
  rule(368, null, blocked, 'temporarily blocked for policy violations', 'META-API 4.3'),
  rule(2022, null, blocked, 'commerce messages are switched off after a violation', 'META-API 4.3'),
  rule(36103, null, permission, 'this Instagram account is not eligible for the API yet', 'META-API 4.3, 8'),
  rule(12, null, gone, 'this call was removed from the API', 'known Graph API code, not in META-API; RELIABILITY 0.1'),
  rule(2635, null, gone, 'this version of the API was removed', 'known Graph API code, not in META-API; B-36'),
];

/** Every error the documents name, as data (META-API 4.3; issue 2, point 5). Looked up by `error-lookup.ts`. */
export const ERROR_TABLE: readonly ErrorRule[] = [
  ...UNCERTAIN,
  ...PERSON,
  ...REQUEST,
  ...THROTTLED,
  ...LOGIN,
  ...ACCOUNT,
  ...PAID_API_ERRORS,
];
