import { EFFECTS, type ErrorEffect, type ErrorRule, rule } from './error-rule.ts';

const SOURCE = 'META-API 4.3, New API';

/** The same effect for several codes of the new API. */
function each(codes: readonly number[], effect: ErrorEffect, meaning: string): readonly ErrorRule[] {
  return codes.map((code) => rule(code, null, effect, meaning, SOURCE));
}

const { throttled, permission, blocked, gone, tooEarly, stopped, unavailable, invalidToken, badRequest } = EFFECTS;

/**
 * Errors of the paid Marketing Message API (META-API 4.3, condensed there from Meta's list 2300000 to 2300080). Sundial has no
 * sender for it yet (DESIGN 4); its codes are known because both interfaces live on one platform.
 *
 * A frequency cap counts the messages of all businesses and is no proof that *we* sent something, hence `unavailable` and not
 * `tooEarly`, which settles an earlier uncertain attempt (DESIGN 6.3).
 */
export const PAID_API_ERRORS: readonly ErrorRule[] = [
  ...each([2300000, 2300001, 2300002, 2300003], badRequest, 'the campaign or message is not active on the platform'),
  ...each([2300004], invalidToken, 'the notification token cannot be loaded'),
  ...each([2300005], invalidToken, 'the notification token belongs to another Page'),
  ...each([2300037], invalidToken, 'the notification token has expired'),
  ...each([2300034], stopped, 'the person stopped the messages'),
  ...each([2300035], tooEarly, 'the wait between two messages with this token is not over'),
  ...each([2300012, 2300033, 2300041], throttled, 'the campaign on the platform is not ready yet'),
  ...each([2300055, 2300061, 2300062], throttled, 'try again in about 30 minutes'),
  ...each([2300078, 2300079, 2300080], throttled, 'call limit of the new interface'),
  ...each([2300030, 2300031], gone, 'not offered in the region of this business'),
  ...each([2300032], unavailable, 'not offered in the region of this person'),
  ...each([2300036, 2300052], unavailable, 'the person cannot receive the message'),
  ...each([2300042, 2300043, 2300044], unavailable, 'the person got too many messages from all businesses together'),
  ...each([2300039], permission, 'a permission is missing'),
  ...each([2300013, 2300019, 2300066, 2300067, 2300069], permission, 'terms of service are not accepted'),
  ...each(
    [2300011, 2300015, 2300017, 2300053, 2300054, 2300056, 2300058, 2300059],
    blocked,
    'budget, spending limit or payment',
  ),
  ...each(
    [
      2300018, 2300021, 2300022, 2300023, 2300024, 2300025, 2300026, 2300027, 2300046, 2300047, 2300048, 2300070,
      2300071, 2300072, 2300073, 2300074, 2300075, 2300076, 2300077,
    ],
    badRequest,
    'the content is not allowed',
  ),
];
