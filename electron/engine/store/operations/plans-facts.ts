import type { Campaign } from '#shared/domain/campaign.ts';
import type { Frequency, NextEligibleSource } from '#shared/domain/notification-token.ts';
import type { EligibilityFacts } from '#shared/rules/eligibility.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, selectAll } from '../database.ts';

/** One token with all that the rules ask about it, as other campaigns and undecided sends stand now. */
export interface TokenCase {
  readonly tokenId: number;
  readonly token: string;
  readonly recipientId: number;
  readonly scopedId: string;
  readonly topic: string | null;
  readonly tokenZone: string | null;
  readonly personZone: string | null;
  readonly facts: EligibilityFacts;
}

/** The tokens of one person, at least one, oldest row first. */
export type PersonCase = readonly TokenCase[];

/**
 * What is known of each token. An undecided send counts as accepted at its attempt's deadline (DESIGN 6.4); other campaigns' open
 * deliveries are held at the time they are looked at next, unless that is too late for them already. Follow-ups count for neither,
 * they are exempt from the cool-down (DESIGN 4).
 */
const COLUMNS = `
SELECT t.id AS token_id, t.token, t.recipient_id, r.scoped_id, t.topic, t.zone AS token_zone, r.zone AS person_zone,
  t.created_at_ms, t.opted_in_at_ms, t.expires_at_ms, t.frequency, t.stopped_at_ms, t.invalid_at_ms, r.suppressed_at_ms,
  l.last_accepted_at_ms, l.next_eligible_at_ms, l.next_eligible_source, l.next_eligible_read_at_ms,
  (SELECT max(a.deadline_at_ms) FROM delivery AS d JOIN attempt AS a ON a.delivery_id = d.id
    WHERE d.token_id = t.id AND (d.state = 'sending' OR d.state = 'uncertain') AND d.kind IN ('marketing', 'test')) AS undecided_at_ms,
  (SELECT json_group_array(max(d.due_at_ms, d.next_at_ms)) FROM delivery AS d
    WHERE d.token_id = t.id AND d.state = 'scheduled' AND d.kind IN ('marketing', 'test')
      AND d.campaign_id <> :campaign AND d.last_at_ms >= :launchAt) AS held_json`;

const JOINED = `
JOIN recipient AS r ON r.id = t.recipient_id
LEFT JOIN token_ledger AS l ON l.token_id = t.id`;

/**
 * From the people to their tokens, never the other way: CROSS JOIN keeps that order, and the plus keeps the index on account and
 * token, which would lead through all tokens of the account, out of it.
 */
export const LISTED_PEOPLE: string = `${COLUMNS}
FROM temp.plan_person AS p CROSS JOIN notification_token AS t ON t.recipient_id = p.recipient_id${JOINED}
WHERE p.recipient_id BETWEEN :first AND :last AND +t.account_id = :account
ORDER BY p.recipient_id, t.id`;

/** The tokens of one person. */
export const ONE_PERSON: string = `${COLUMNS}
FROM notification_token AS t${JOINED}
WHERE t.recipient_id = :recipient AND +t.account_id = :account
ORDER BY t.id`;

/** A stretch of the people listed in `plan_person`, both ends included. */
export interface PageOfPeople {
  readonly first: number;
  readonly last: number;
}

/** For whom and when facts are read; the campaign itself holds nothing against its own tokens. */
export interface FactsQuestion {
  readonly campaign: Pick<Campaign, 'id' | 'accountId'>;
  readonly launchAt: EpochMs;
}

/** The listed people of one page, in order. */
export function readListedPeople(
  db: ReadableDb,
  { campaign, launchAt, page }: FactsQuestion & { readonly page: PageOfPeople },
): readonly PersonCase[] {
  const rows = selectAll(db, LISTED_PEOPLE, {
    account: campaign.accountId,
    campaign: campaign.id,
    launchAt,
    ...page,
  });
  return peopleOf(rows);
}

/** One person's tokens on the campaign's account; empty when there is no such person. */
export function readPerson(
  db: ReadableDb,
  { campaign, launchAt, recipientId }: FactsQuestion & { readonly recipientId: number },
): PersonCase {
  const rows = selectAll(db, ONE_PERSON, {
    account: campaign.accountId,
    campaign: campaign.id,
    launchAt,
    recipient: recipientId,
  });
  return peopleOf(rows)[0] ?? [];
}

/** Groups rows, sorted by person, and tells each token what the person's other ones hold. */
function peopleOf(rows: readonly Row[]): readonly PersonCase[] {
  const people: TokenCase[][] = [];
  for (const row of rows) {
    const token = rowToTokenCase(row);
    const last = people.at(-1);
    if (last?.[0]?.recipientId === token.recipientId) last.push(token);
    else people.push([token]);
  }
  return people.map((tokens) => (tokens.length === 1 ? tokens : tokens.map((token) => withOthers(token, tokens))));
}

function withOthers(token: TokenCase, all: PersonCase): TokenCase {
  const others = all.filter((other) => other !== token);
  const personLastAcceptedAt = others.reduce<EpochMs | null>(
    (late, { facts }) => laterOf(late, facts.ledger.lastAcceptedAt),
    null,
  );
  const personHeldAt = others.flatMap(({ facts }) => facts.heldAt);
  return { ...token, facts: { ...token.facts, personLastAcceptedAt, personHeldAt } };
}

function laterOf(a: EpochMs | null, b: EpochMs | null): EpochMs | null {
  if (a === null || b === null) return a ?? b;
  return a > b ? a : b;
}

function rowToTokenCase(row: Row): TokenCase {
  const instant = (column: string): EpochMs | null => row[column] as EpochMs | null; // INTEGER milliseconds or NULL by schema
  const text = (column: string): string | null => row[column] as string | null; // TEXT or NULL by schema
  return {
    tokenId: Number(row['token_id']),
    token: String(row['token']),
    recipientId: Number(row['recipient_id']),
    scopedId: String(row['scoped_id']),
    topic: text('topic'),
    tokenZone: text('token_zone'),
    personZone: text('person_zone'),
    facts: {
      token: {
        createdAt: instant('created_at_ms'),
        optedInAt: instant('opted_in_at_ms'),
        expiresAt: instant('expires_at_ms'),
        frequency: text('frequency') as Frequency | null, // closed by CHECK
        stoppedAt: instant('stopped_at_ms'),
        invalidAt: instant('invalid_at_ms'),
      },
      suppressedAt: instant('suppressed_at_ms'),
      ledger: {
        lastAcceptedAt: laterOf(instant('last_accepted_at_ms'), instant('undecided_at_ms')),
        nextEligibleAt: instant('next_eligible_at_ms'),
        nextEligibleSource: text('next_eligible_source') as NextEligibleSource | null, // closed by CHECK
        nextEligibleReadAt: instant('next_eligible_read_at_ms'),
      },
      personLastAcceptedAt: null,
      heldAt: JSON.parse(String(row['held_json'])) as EpochMs[], // integers put there by the query
    },
  };
}
