import type { Random } from '#engine/ports.ts';
import type { SqlValue, WritableDb } from '#engine/store/database.ts';
import type { LoadedToken } from '#practice/load-tokens.ts';
import { DAY, HOUR } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { insertRow } from '#test/support/workspace-rows.ts';

/** Zones with a switch in the weeks that are simulated, half and quarter hours, both sides of the date line, and texts that are none. */
const ZONES = [
  'Europe/Rome',
  'America/New_York',
  'America/St_Johns',
  'Africa/Casablanca',
  'Asia/Kathmandu',
  'Asia/Kolkata',
  'Australia/Lord_Howe',
  'Australia/Sydney',
  'Pacific/Apia',
  'Pacific/Chatham',
  'Pacific/Honolulu',
  'America/Santiago',
  'Africa/Cairo',
  'Asia/Tokyo',
  'W. Europe Standard Time',
  'Mars/Olympus',
  null,
] as const;

const TOPICS = ['Offers', 'News'] as const;

/** A token of the simulated world with what the judge needs. */
export interface SimToken {
  readonly token: string;
  readonly recipient: string;
  readonly zone: string | null;
  readonly frequency: 'weekly' | 'monthly' | null;
  /** Last acceptance before the world began; `null` = none. */
  readonly acceptedBefore: EpochMs | null;
}

/** Puts the same people into the workspace and into the platform's world. */
export function peopleWorld(
  db: WritableDb,
  accountId: number,
  options: { readonly people: number; readonly random: Random; readonly start: EpochMs },
): { readonly tokens: readonly SimToken[]; readonly loaded: readonly LoadedToken[] } {
  const tokens: SimToken[] = [];
  const loaded: LoadedToken[] = [];
  for (let person = 0; person < options.people; person += 1) {
    const recipient = `7000${person}`;
    const zone = pick(ZONES, options.random);
    const recipientId = insertRow(db, 'recipient', { account_id: accountId, scoped_id: recipient, zone });
    const count = options.random.next() < 0.2 ? 2 : 1;
    for (let nth = 0; nth < count; nth += 1) {
      const made = makeToken({ person, nth, recipient, zone }, options);
      tokens.push(made.sim);
      loaded.push(made.loaded);
      const tokenId = insertRow(db, 'notification_token', {
        account_id: accountId,
        recipient_id: recipientId,
        ...made.row,
      });
      if (made.lastAcceptedAt !== null) {
        insertRow(db, 'token_ledger', { token_id: tokenId, last_accepted_at_ms: made.lastAcceptedAt });
      }
    }
  }
  return { tokens, loaded };
}

interface MadeToken {
  readonly sim: SimToken;
  readonly loaded: LoadedToken;
  readonly row: Readonly<Record<string, SqlValue>>;
  readonly lastAcceptedAt: EpochMs | null;
}

function makeToken(
  of: { readonly person: number; readonly nth: number; readonly recipient: string; readonly zone: string | null },
  { random, start }: { readonly random: Random; readonly start: EpochMs },
): MadeToken {
  const token = `61${of.person}0${of.nth}`;
  const topic = TOPICS[of.nth] ?? TOPICS[0];
  const lot = random.next();
  const frequency = lot < 0.05 ? 'weekly' : lot < 0.08 ? 'monthly' : null;
  const createdAt = frequency === null ? addMs(start, -60 * DAY) : (Date.UTC(2022, 5, 1) as EpochMs); // a whole number
  const lastAcceptedAt = random.next() < 0.2 ? addMs(start, -Math.floor(random.next() * 40) * HOUR) : null;
  const isBlocked = random.next() < 0.03;
  return {
    sim: { token, recipient: of.recipient, zone: of.zone, frequency, acceptedBefore: lastAcceptedAt },
    loaded: {
      token,
      recipient: of.recipient,
      topic,
      zone: of.zone,
      frequency: frequency === 'weekly' ? 'WEEKLY' : frequency === 'monthly' ? 'MONTHLY' : null,
      createdAt,
      lastAcceptedAt,
      blocked: isBlocked,
    },
    row: { token, topic, zone: of.zone, frequency, created_at_ms: createdAt },
    lastAcceptedAt,
  };
}

/** One of a list, each equally often. */
export function pick<T>(list: readonly T[], random: Random): T {
  const found = list[Math.floor(random.next() * list.length)];
  if (found === undefined) throw new Error('Nothing to pick from.');
  return found;
}
