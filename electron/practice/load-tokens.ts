import { DomainError } from '#shared/domain/errors.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { DEFAULT_TITLE } from './content/card-content.ts';
import type { Platform } from './platform.ts';
import type { NewToken } from './records/token-records.ts';

/** A token to add to a world, with its person. What is left out gets the value of a fresh, usable token. */
export type LoadedToken = {
  readonly token: string;
  readonly recipient: string;
  /** Number of the Page, from 0. */
  readonly page?: number;
  readonly name?: string;
  readonly topic?: string;
  readonly payload?: string;
  readonly zone?: string | null;
  readonly frequency?: 'WEEKLY' | 'MONTHLY' | null;
  readonly state?: 'active' | 'stopped' | 'invalid';
  readonly createdAt?: EpochMs;
  readonly expiresAt?: EpochMs | null;
  /** When the person said yes, for follow-ups; `null` = long ago. */
  readonly optedInAt?: EpochMs | null;
  readonly lastAcceptedAt?: EpochMs | null;
  /** The person's; taken from the first of their tokens. */
  readonly lastInboundAt?: EpochMs | null;
  readonly blocked?: boolean;
};

/**
 * Adds people and tokens; a person is known by the scoped id.
 *
 * @throws {DomainError} `invalidInput` for a token that the world holds already.
 */
export function loadTokens(platform: Platform, rows: Iterable<LoadedToken>, now: EpochMs): void {
  const { tokens, sends } = platform;
  for (const row of rows) {
    if (tokens.find(row.token) !== null) {
      throw new DomainError('invalidInput', `The practice world holds the token ${row.token} already.`, 'token');
    }
    const person = personOf(platform, row);
    const id = tokens.add({ ...filled(row, now), person: person.id, page: person.page });
    const { lastAcceptedAt = null } = row;
    if (lastAcceptedAt !== null) sends.setLastAccepted(id, lastAcceptedAt);
  }
}

function filled(row: LoadedToken, now: EpochMs): Omit<NewToken, 'person' | 'page'> {
  const { token, topic = DEFAULT_TITLE, payload = '', zone = null, frequency = null, state = 'active' } = row;
  const { createdAt = now, expiresAt = null, optedInAt = null } = row;
  const texts = { token, topic, payload, zone, frequency, state };
  return { ...texts, createdAt, updatedAt: createdAt, expiresAt, optedInAt, refreshed: 0, reoptin: 1 };
}

function personOf(platform: Platform, row: LoadedToken): { readonly id: number; readonly page: number } {
  const known = platform.people.find(row.recipient);
  if (known !== null) return known;
  const page = row.page ?? 0;
  const id = platform.people.add({
    page,
    scopedId: row.recipient,
    name: row.name ?? row.recipient,
    lastInboundAt: row.lastInboundAt ?? null,
    blocked: row.blocked === true ? 1 : 0,
  });
  return { id, page };
}
