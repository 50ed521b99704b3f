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

/** What the exceptions of one plan are decided from. */
export interface ExceptionsQuestion {
  readonly campaign: PlannedCampaign;
  readonly book: SlotBook;
  readonly planning: PlanningRules;
  /** Called now and then; throws when the plan is not wanted any more. */
  readonly checkIn: () => void;
}

/**
 * Decides, through the pure rules, everyone about whom one row does not say enough: people with several tokens, with an undecided
 * send, or with another campaign's delivery near the slots. The others cost nothing here.
 */
export function decideExceptions(db: ReadableDb, planId: number, question: ExceptionsQuestion): void {
  const { campaign, planning, checkIn } = question;
  listPeople(db, planId, campaign, planning);
  for (let page = nextPage(db, 0); page !== null; page = nextPage(db, page.last)) {
    for (const person of readListedPeople(db, { campaign, launchAt: planning.launchAt, page })) {
      decideOne(db, question, person);
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

function decideOne(db: ReadableDb, { campaign, book, planning }: ExceptionsQuestion, person: PersonCase): void {
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

function listPeople(db: ReadableDb, planId: number, campaign: PlannedCampaign, planning: PlanningRules): void {
  const scratch = scratchOf(db);
  execute(scratch, LIST_SEVERAL, [campaign.accountId]);
  execute(scratch, LIST_UNDECIDED, [campaign.accountId]);
  const due = selectOne(
    db,
    'SELECT min(due_at_ms) AS first, max(due_at_ms) AS last FROM temp.plan_slot WHERE plan_id = ?',
    [planId],
  );
  if (due === null || due['first'] === null) return;
  const gap = Math.max(ruleMs(planning.rules, 'coolDown'), planning.guards.personGapMs ?? 0);
  execute(scratch, LIST_CONTENDED, {
    plan: planId,
    account: campaign.accountId,
    campaign: campaign.id,
    allTopics: campaign.topics.length === 0 ? 1 : 0,
    topics: JSON.stringify(campaign.topics),
    first: Number(due['first']),
    last: Number(due['last']),
    gap,
    moveLimit: MOVE_LIMIT_MS,
    reach: (hasPeriods(db, campaign.accountId) ? Math.max(gap, LONGEST_PERIOD_MS) : gap) + MOVE_LIMIT_MS,
  });
}

/** Whether any token of the account counts in weeks or months: a quick look at all tokens, which spares a wide look at deliveries. */
function hasPeriods(db: ReadableDb, accountId: number): boolean {
  const row = selectOne(
    db,
    `SELECT 1 FROM notification_token NOT INDEXED WHERE frequency IN ('weekly', 'monthly') AND account_id = ? LIMIT 1`,
    [accountId],
  );
  return row !== null;
}

/** People with more than one token, on the account of parameter 1; one walk over the index of people. */
export const LIST_SEVERAL = `
INSERT OR IGNORE INTO temp.plan_person
SELECT r.id FROM
  (SELECT recipient_id FROM notification_token INDEXED BY notification_token_recipient
   GROUP BY recipient_id HAVING count(*) > 1) AS several
CROSS JOIN recipient AS r ON r.id = several.recipient_id WHERE r.account_id = ?`;

/** People with a send on the wire or undecided, on the account of parameter 1. */
export const LIST_UNDECIDED = `
INSERT OR IGNORE INTO temp.plan_person
SELECT recipient_id FROM delivery INDEXED BY delivery_in_flight
WHERE (state = 'sending' OR state = 'uncertain') AND account_id = ?`;

/**
 * People of whom another campaign holds a time that disturbs their slot, or the little by which it may be moved: a gap before it, a
 * gap and the move after it. Of weekly and monthly tokens everything within a period counts, since the calendar decides there.
 */
export const LIST_CONTENDED = `
INSERT OR IGNORE INTO temp.plan_person
SELECT d.recipient_id FROM delivery AS d INDEXED BY delivery_next
CROSS JOIN notification_token AS t ON t.id = d.token_id
CROSS JOIN recipient AS r ON r.id = d.recipient_id
LEFT JOIN temp.plan_slot AS s ON s.plan_id = :plan AND s.no = sundial_slot(t.zone, r.zone)
WHERE d.account_id = :account AND d.state = 'scheduled' AND d.campaign_id <> :campaign AND d.kind IN ('marketing', 'test')
  AND d.next_at_ms BETWEEN :first - :reach AND :last + :reach
  AND (:allTopics OR t.topic IN (SELECT value FROM json_each(:topics)))
  AND (t.frequency IN ('weekly', 'monthly')
    OR (s.due_at_ms - d.next_at_ms < :gap AND d.next_at_ms - s.due_at_ms < :gap + :moveLimit))`;
