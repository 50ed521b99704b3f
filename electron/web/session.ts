import { timingSafeEqual } from 'node:crypto';
import type { Random } from '#engine/ports.ts';

/** Length of session and one-time key (RELIABILITY S-24). */
const SECRET_BYTES = 32;

/** Who may talk to this host: whoever exchanged the one-time key of the address for the session. */
export interface Session {
  /** A new one-time key; the one before it ends, used or not. */
  readonly newKey: () => string;
  /** Exchanges a one-time key for the session; `null` when it is not the latest, or was used. */
  readonly exchange: (key: string) => string | null;
  /** Whether the cookies of a request hold the session. */
  readonly isKnown: (cookies: string | undefined) => boolean;
  /** What a browser keeps: not readable by scripts, sent by pages of this site only, gone when the browser closes. */
  readonly cookieFor: (session: string) => string;
}

/**
 * Makes the session of one start of the host: 256 random bits that nobody else has, and that end with this process.
 *
 * Cookies do not know ports, so its name does: two Sundials on one computer do not push each other out.
 */
export function createSession(random: Random, port: number): Session {
  const session = random.hex(SECRET_BYTES);
  const name = `sundial-${port}`;
  let key: string | null = null;
  return {
    newKey: () => {
      key = random.hex(SECRET_BYTES);
      return key;
    },
    exchange: (given) => {
      if (key === null || !isSame(given, key)) return null;
      key = null;
      return session;
    },
    isKnown: (cookies) => valuesOf(cookies, name).some((value) => isSame(value, session)),
    cookieFor: (value) => `${name}=${value}; Path=/; HttpOnly; SameSite=Strict`,
  };
}

/** Compares in a time that tells nothing about where two texts differ. */
function isSame(given: string, expected: string): boolean {
  const a = Buffer.from(given);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}

function valuesOf(cookies: string | undefined, name: string): readonly string[] {
  return (cookies ?? '')
    .split(';')
    .map((pair) => pair.trim())
    .filter((pair) => pair.startsWith(`${name}=`))
    .map((pair) => pair.slice(name.length + 1));
}
