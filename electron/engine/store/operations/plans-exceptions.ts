import type { Campaign } from '#shared/domain/campaign.ts';
import { decidePerson } from '#shared/rules/decide-person.ts';
import { MOVE_LIMIT_MS, type PlanningRules, type TokenDecision } from '#shared/rules/decide-token.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { DAY } from '#shared/time/duration.ts';
import { execute, type ReadableDb, selectOne } from '../database.ts';
import { type PageOfPeople, type PersonCase, readListedPeople } from './plans-facts.ts';
import { scratchOf } from './plans-scratch.ts';
import type { SlotBook } from './plans-slots.ts';

/** People decided at a time: enough to make one query cheap, few enough to hold in memory. */
const PAGE_OF_PEOPLE = 1_000;

/** A month and a day: as far as a calendar month lets two messages of an old permission disturb each other. */
const LONGEST_PERIOD_MS = 32 * DAY;

/** A campaign as far as planning reads it. */
export type PlannedCampaign = Pick<Campaign, 'id' | 'accountId' | 'topics' | 'schedule'>;

/**
 * Decides, through the pure rules, everyone about whom one row does not say enough: people with several tokens, with an undecided
 * send, or with another campaign's delivery near the slots. The others cost nothing here.
 */
export function decideExceptions(
  db: ReadableDb,
  campaign: PlannedCampaign,
  book: SlotBook,
  planning: PlanningRules,
  checkIn: () => void,
): void {
  listPeople(db, campaign, book, planning);
  for (let page = nextPage(db, 0); page !== null; page = nextPage(db, page.last)) {
    for (const person of readListedPeople(db, { campaign, launchAt: planning.launchAt, page })) {
      decideOne(db, campaign, book, planning, person);
    }
    checkIn();
  }
}

/** Whether a token's topic is among a campaign's; no topics = all of them. */
export function isInAudience(campaign: Pick<Campaign, 'topics'>, topic: string | null): boolean {
  return campaign.topics.length === 0 || (topic !== null && campaign.topics.includes(topic));
}

function nextPage(db: ReadableDb, after: number): PageOfPeople | null {
  const row = selectOne(
    db,
    `SELECT min(recipient_id) AS first, max(recipient_id) AS last FROM
       (SELECT recipient_id FROM temp.plan_person WHERE recipient_id > ? ORDER BY recipient_id LIMIT ?)`,
    [after, PAGE_OF_PEOPLE],
  );
  return row === null || row['first'] === null ? null : { first: Number(row['first']), last: Number(row['last']) };
}

function decideOne(
  db: ReadableDb,
  campaign: PlannedCampaign,
  book: SlotBook,
  planning: PlanningRules,
  person: PersonCase,
): void {
  const tokens = person.map((token) => {
    const isReached = isInAudience(campaign, token.topic);
    const slotNo = isReached ? book.slotNoOf(token.tokenZone, token.personZone) : 0;
    return { tokenId: token.tokenId, isInAudience: isReached, slotNo, slot: book.slotOf(slotNo), facts: token.facts };
  });
  decidePerson(tokens, planning).forEach((decision, index) => {
    const token = tokens[index];
    if (token?.isInAudience === true) writeException(db, token.tokenId, token.slotNo, decision);
  });
}

function writeException(db: ReadableDb, tokenId: number, slotNo: number, decision: TokenDecision): void {
  const values =
    decision.kind === 'scheduled'
      ? [tokenId, slotNo, 0, null, decision.dueAt, decision.lastAt, null]
      : [tokenId, slotNo, 1, decision.reason, decision.dueAt, null, decision.earliestAt];
  execute(scratchOf(db), 'INSERT INTO temp.plan_exception VALUES (?, ?, ?, ?, ?, ?, ?)', values);
}

function listPeople(db: ReadableDb, campaign: PlannedCampaign, book: SlotBook, planning: PlanningRules): void {
  const scratch = scratchOf(db);
  execute(
    scratch,
    `INSERT OR IGNORE INTO temp.plan_person
     SELECT r.id FROM
       (SELECT recipient_id FROM notification_token INDEXED BY notification_token_recipient
        GROUP BY recipient_id HAVING count(*) > 1) AS several
     JOIN recipient AS r ON r.id = several.recipient_id WHERE r.account_id = ?`,
    [campaign.accountId],
  );
  execute(
    scratch,
    `INSERT OR IGNORE INTO temp.plan_person
     SELECT recipient_id FROM delivery INDEXED BY delivery_in_flight
     WHERE (state = 'sending' OR state = 'uncertain') AND account_id = ?`,
    [campaign.accountId],
  );
  const dueTimes = book.slots.flatMap((slot) => (slot.kind === 'slot' ? [slot.dueAt] : []));
  if (dueTimes.length > 0) listContended(db, campaign, planning, { first: minOf(dueTimes), last: maxOf(dueTimes) });
}

function listContended(
  db: ReadableDb,
  campaign: PlannedCampaign,
  { rules, guards }: PlanningRules,
  due: { readonly first: number; readonly last: number },
): void {
  // Deliveries further away than this disturb no slot and none that is moved a little.
  const reach = Math.max(ruleMs(rules, 'coolDown'), guards.personGapMs ?? 0) + MOVE_LIMIT_MS;
  execute(
    scratchOf(db),
    `INSERT OR IGNORE INTO temp.plan_person
     SELECT d.recipient_id FROM delivery AS d INDEXED BY delivery_next JOIN notification_token AS t ON t.id = d.token_id
     WHERE d.account_id = :account AND d.state = 'scheduled' AND d.campaign_id <> :campaign
       AND d.kind IN ('marketing', 'test')
       AND d.next_at_ms BETWEEN :first - :longReach AND :last + :longReach
       AND (d.next_at_ms BETWEEN :first - :reach AND :last + :reach OR t.frequency IN ('weekly', 'monthly'))`,
    {
      account: campaign.accountId,
      campaign: campaign.id,
      ...due,
      reach,
      longReach: Math.max(reach, LONGEST_PERIOD_MS + MOVE_LIMIT_MS),
    },
  );
}

const minOf = (values: readonly number[]): number => values.reduce((least, value) => Math.min(least, value));
const maxOf = (values: readonly number[]): number => values.reduce((most, value) => Math.max(most, value));
