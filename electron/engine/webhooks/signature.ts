import { createHmac, timingSafeEqual } from 'node:crypto';

/** `sha256=` and 64 lower-case hex digits, nothing else (META-API 9, Signature). */
const SIGNATURE = /^sha256=([0-9a-f]{64})$/u;

/**
 * Whether a webhook's signature header is the app's own over the raw bytes of its body (RELIABILITY S-52). The bytes are taken as they
 * came: a body written anew has other escapes and another signature. SHA-1, upper case and any other length are refused.
 *
 * @param header - the value of `X-Hub-Signature-256`; `undefined` = there was none.
 */
export function isSignedBy(appSecret: string, rawBody: Uint8Array, header: string | undefined): boolean {
  const told = SIGNATURE.exec(header ?? '')?.[1];
  if (told === undefined) return false;
  const expected = createHmac('sha256', appSecret).update(rawBody).digest();
  const given = Buffer.from(told, 'hex');
  return given.length === expected.length && timingSafeEqual(given, expected);
}

/**
 * The answer to the platform's verification request; `null` = it is not ours and gets a 403 (META-API 9, Verification). Compared in
 * constant time; the challenge is digits only, so that nothing else is ever echoed (RELIABILITY S-53).
 */
export function challengeToEcho(
  query: { readonly mode: string | null; readonly verifyToken: string | null; readonly challenge: string | null },
  verifyToken: string,
): string | null {
  const { mode, challenge } = query;
  if (mode !== 'subscribe' || challenge === null || !/^\d{1,64}$/u.test(challenge)) return null;
  return isEqual(query.verifyToken ?? '', verifyToken) ? challenge : null;
}

/** Whether two texts are the same, in a time that says nothing of where they differ. */
function isEqual(given: string, expected: string): boolean {
  const digest = (text: string): Buffer => createHmac('sha256', 'compare').update(text).digest();
  return expected !== '' && timingSafeEqual(digest(given), digest(expected));
}
