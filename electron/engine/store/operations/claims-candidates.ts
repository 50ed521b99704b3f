import type { OpenRival } from '#engine/dispatcher/claim-decision.ts';
import type {
  AccountId,
  CampaignId,
  DeliveryId,
  NotificationToken,
  RecipientId,
  ScopedId,
  TokenId,
} from '#shared/domain/ids.ts';
import type { Frequency, NextEligibleSource } from '#shared/domain/notification-token.ts';
import type { EligibilityFacts } from '#shared/rules/eligibility.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll, selectOne } from '../database.ts';

/** A due delivery with everything the claim has to know about it. */
export interface Candidate {
  readonly id: DeliveryId;
  readonly campaignId: CampaignId;
  readonly recipientId: RecipientId;
  readonly tokenId: TokenId;
  readonly token: NotificationToken;
  readonly recipient: ScopedId;
  readonly nextAt: EpochMs;
  readonly lastAt: EpochMs;
  /** Attempts made so far. */
  readonly attempts: number;
  readonly hasOtherTokens: boolean;
  /** Whether another message to the token is on the wire or undecided. */
  readonly hasOpenRival: boolean;
  /** Whether a zone was corrected since its slot was chosen, and the slot was not asked again yet. */
  readonly isRezoned: boolean;
  /** Facts of the token and its person; undecided sends are not in it yet, see {@link readRivals}. */
  readonly facts: EligibilityFacts;
}

/** The first due deliveries of one campaign. */
export const DUE_OF_CAMPAIGN = `
SELECT d.id, d.campaign_id, d.recipient_id, d.token_id, d.next_at_ms, d.last_at_ms, d.attempts, r.scoped_id, r.suppressed_at_ms,
  t.token, t.created_at_ms, t.opted_in_at_ms, t.expires_at_ms, t.frequency, t.stopped_at_ms, t.invalid_at_ms,
  l.last_accepted_at_ms, l.next_eligible_at_ms, l.next_eligible_source, l.next_eligible_read_at_ms,
  EXISTS (SELECT 1 FROM notification_token o WHERE o.recipient_id = d.recipient_id AND o.id <> d.token_id) AS has_others,
  EXISTS (SELECT 1 FROM delivery f WHERE f.token_id = d.token_id AND (f.state = 'sending' OR f.state = 'uncertain')) AS has_open,
  EXISTS (SELECT 1 FROM rezoned z WHERE z.delivery_id = d.id) AS is_rezoned
FROM delivery d
JOIN notification_token t ON t.id = d.token_id
JOIN recipient r ON r.id = d.recipient_id
LEFT JOIN token_ledger l ON l.token_id = d.token_id
WHERE d.state = 'scheduled' AND d.account_id = ? AND d.campaign_id = ? AND d.next_at_ms <= ?
ORDER BY d.next_at_ms, d.last_at_ms, d.id LIMIT ?`;

/** The first due deliveries of the campaigns named, earliest first. */
export function selectDue(
  db: ReadableDb,
  args: {
    readonly accountId: AccountId;
    /** Of a campaign none of whose messages was accepted yet, only the first. */
    readonly campaigns: readonly { readonly id: CampaignId; readonly isProven: boolean }[];
    readonly at: EpochMs;
    readonly limit: number;
  },
): readonly Candidate[] {
  const lists = args.campaigns.map(({ id, isProven }) =>
    selectAll(db, DUE_OF_CAMPAIGN, [args.accountId, id, args.at, isProven ? args.limit : Math.min(args.limit, 1)]).map(
      rowToCandidate,
    ),
  );
  const [only = []] = lists;
  if (lists.length <= 1) return only;
  return lists
    .flat()
    .toSorted((a, b) => a.nextAt - b.nextAt || a.id - b.id)
    .slice(0, args.limit);
}

/** What is open besides a delivery itself, and when the latest accepted or undecided send to the person's other tokens was. */
export interface Rivals {
  readonly rival: OpenRival;
  /** Deadline of an undecided attempt on the same token; `null` = none. */
  readonly ownUndecidedAt: EpochMs | null;
  readonly personLastAcceptedAt: EpochMs | null;
}

/** The usual case: nothing else is known of token or person. */
const NO_RIVALS: Rivals = { rival: 'none', ownUndecidedAt: null, personLastAcceptedAt: null };

const OPEN_ON_TOKEN = `
SELECT f.state, a.deadline_at_ms FROM delivery f
LEFT JOIN attempt a ON a.delivery_id = f.id AND a.number = f.attempts
WHERE f.token_id = ? AND (f.state = 'sending' OR f.state = 'uncertain')`;

const OTHER_TOKENS = `
SELECT f.state, a.deadline_at_ms, l.last_accepted_at_ms FROM notification_token o
LEFT JOIN token_ledger l ON l.token_id = o.id
LEFT JOIN delivery f ON f.token_id = o.id AND (f.state = 'sending' OR f.state = 'uncertain')
LEFT JOIN attempt a ON a.delivery_id = f.id AND a.number = f.attempts
WHERE o.recipient_id = ? AND o.id <> ?`;

/**
 * Reads what else is open for a candidate's token and person (DESIGN 4, One per person; 6.1).
 *
 * @param args.isPersonGuarded - whether the guard "one message a day per person" is on; without it other tokens do not count.
 */
export function readRivals(
  db: ReadableDb,
  args: { readonly candidate: Candidate; readonly isPersonGuarded: boolean },
): Rivals {
  const { candidate } = args;
  if (!candidate.hasOpenRival && !candidate.hasOtherTokens) return NO_RIVALS;
  const own = candidate.hasOpenRival ? selectOne(db, OPEN_ON_TOKEN, [candidate.tokenId]) : null;
  const others =
    args.isPersonGuarded && candidate.hasOtherTokens
      ? selectAll(db, OTHER_TOKENS, [candidate.recipientId, candidate.tokenId])
      : [];
  const states = [own, ...others].map((row) => row?.['state'] ?? null);
  const times = others.flatMap((row) => [instant(row['deadline_at_ms']), instant(row['last_accepted_at_ms'])]);
  return {
    rival: states.includes('sending') ? 'sending' : states.includes('uncertain') ? 'uncertain' : 'none',
    ownUndecidedAt: own === null ? null : instant(own['deadline_at_ms']),
    personLastAcceptedAt: times.reduce(laterOf, null),
  };
}

/** The later of two instants, where `null` is no instant. */
export function laterOf(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function rowToCandidate(row: Row): Candidate {
  return {
    id: Number(row['id']) as DeliveryId, // row id
    campaignId: Number(row['campaign_id']) as CampaignId, // row id
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    tokenId: Number(row['token_id']) as TokenId, // row id
    token: row['token'] as NotificationToken, // TEXT NOT NULL by schema
    recipient: row['scoped_id'] as ScopedId, // TEXT NOT NULL by schema
    nextAt: row['next_at_ms'] as EpochMs, // NOT NULL while scheduled, by CHECK
    lastAt: row['last_at_ms'] as EpochMs, // NOT NULL while scheduled, by CHECK
    attempts: Number(row['attempts']),
    hasOtherTokens: row['has_others'] === 1,
    hasOpenRival: row['has_open'] === 1,
    isRezoned: row['is_rezoned'] === 1,
    facts: {
      token: {
        createdAt: instant(row['created_at_ms']),
        optedInAt: instant(row['opted_in_at_ms']),
        expiresAt: instant(row['expires_at_ms']),
        frequency: row['frequency'] as Frequency | null, // closed by CHECK
        stoppedAt: instant(row['stopped_at_ms']),
        invalidAt: instant(row['invalid_at_ms']),
      },
      suppressedAt: instant(row['suppressed_at_ms']),
      ledger: {
        lastAcceptedAt: instant(row['last_accepted_at_ms']),
        nextEligibleAt: instant(row['next_eligible_at_ms']),
        nextEligibleSource: row['next_eligible_source'] as NextEligibleSource | null, // closed by CHECK
        nextEligibleReadAt: instant(row['next_eligible_read_at_ms']),
      },
      personLastAcceptedAt: null,
      heldAt: [],
    },
  };
}

function instant(value: unknown): EpochMs | null {
  return (value ?? null) as EpochMs | null; // INTEGER milliseconds or NULL by schema
}
