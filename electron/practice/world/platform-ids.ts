import { hash } from './seeded-draw.ts';

const BILLION = 1_000_000_000;

/** Steps without a common factor with 10^9, so that the last nine digits never repeat within a billion rows. */
const PERSON_STEP = 618_033_989;
const TOKEN_STEP = 381_966_011;

/** A person's scoped id: 17 decimal digits, past 2^53 as the platform's are (DESIGN 3). Unique per seed and number. */
export function scopedIdOf(seed: number, person: number): string {
  return `${digits(seed, 11, person, 8)}${spread(person, PERSON_STEP, seed)}`;
}

/** A notification token: 19 decimal digits, as in public examples (META-API 2.2). Unique per seed and number. */
export function notificationTokenOf(seed: number, token: number): string {
  return `${digits(seed, 12, token, 10)}${spread(token, TOKEN_STEP, seed)}`;
}

/** A message id. Unique per seed and number; {@link messageNumber} reads the number back. */
export function messageIdOf(seed: number, message: number): string {
  return `m_${check(seed, message)}-${message.toString(36)}`;
}

/** The number of a message id made by {@link messageIdOf}; `null` when the text is none of this platform. */
export function messageNumber(seed: number, messageId: string): number | null {
  const match = /^m_[0-9a-z]+-([0-9a-z]{1,10})$/.exec(messageId);
  if (match?.[1] === undefined) return null;
  const number = Number.parseInt(match[1], 36);
  return messageIdOf(seed, number) === messageId ? number : null;
}

/** Id of a Page (`kind` 1), of an Instagram account (2) or of the app (3): 15 decimal digits. */
export function pageIdOf(seed: number, kind: 1 | 2 | 3, page: number): string {
  return `${100 + kind * 10 + page}${digits(seed, 20 + kind, page, 12)}`;
}

/** A made-up credential of `length` characters; the same for the same seed, since it guards nothing but a practice world. */
export function secretOf(seed: number, kind: number, page: number, length: number): string {
  let text = '';
  for (let part = 0; text.length < length; part += 1) text += hash(seed, 30 + kind, page, part).toString(36);
  return text.slice(0, length);
}

/** `length` digits, the first of which is 1 to 9. */
function digits(seed: number, kind: number, index: number, length: number): string {
  const low = 10 ** (length - 1);
  const wide = hash(seed, kind, index) * 0x20_0000 + (hash(seed, kind, index, 1) & 0x1f_ffff);
  return String(low + (wide % (9 * low)));
}

function spread(index: number, step: number, seed: number): string {
  return String((index * step + hash(seed, 13)) % BILLION).padStart(9, '0');
}

function check(seed: number, message: number): string {
  return `${hash(seed, 14, message).toString(36)}${hash(seed, 15, message).toString(36)}`;
}
