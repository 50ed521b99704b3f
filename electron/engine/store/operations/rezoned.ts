import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId, DeliveryId } from '#shared/domain/ids.ts';
import type { Slot } from '#shared/rules/slot.ts';
import type { SlotAgain, ZoneTexts } from '#shared/rules/slot-again.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { finishCampaigns } from './results-campaigns.ts';

/** A delivery whose token's or person's zone was given anew after its slot was chosen. */
export interface Rezoned {
  readonly id: DeliveryId;
  readonly campaignId: CampaignId;
  readonly planned: ZoneTexts;
  readonly zones: ZoneTexts;
}

/** What of a campaign decides a slot. */
export interface SlotCampaign {
  readonly id: CampaignId;
  readonly schedule: CampaignSchedule;
  readonly launchedAt: EpochMs;
}

/** Some rezoned deliveries with their campaigns. */
export interface RezonedPage {
  readonly rows: readonly Rezoned[];
  readonly campaigns: readonly SlotCampaign[];
}

/**
 * Rezoned deliveries of one account. What is on the wire or undecided keeps its mark: should it come back, it is asked then. Without
 * marks, which is nearly always, this is one look into an empty index.
 */
export const REZONED_PAGE = `
SELECT d.id, d.campaign_id, z.token_zone AS planned_token_zone, z.person_zone AS planned_person_zone,
  t.zone AS token_zone, r.zone AS person_zone
FROM rezoned z
CROSS JOIN delivery d ON d.id = z.delivery_id
CROSS JOIN notification_token t ON t.id = d.token_id
CROSS JOIN recipient r ON r.id = d.recipient_id
WHERE z.account_id = ? AND z.delivery_id > ? AND d.state <> 'sending' AND d.state <> 'uncertain'
ORDER BY z.delivery_id LIMIT ?`;

/** Reads the next rezoned deliveries after one, 0 for the first, by id. */
export function readRezoned(
  db: ReadableDb,
  args: { readonly accountId: AccountId; readonly after: number; readonly limit: number },
): RezonedPage {
  const rows = selectAll(db, REZONED_PAGE, [args.accountId, args.after, args.limit]).map(rowToRezoned);
  const ids = [...new Set(rows.map(({ campaignId }) => campaignId))];
  return { rows, campaigns: ids.flatMap((id) => readSlotCampaign(db, id)) };
}

/** What becomes of one rezoned delivery, decided from the zones named. */
export interface RezonedVerdict {
  readonly id: DeliveryId;
  readonly zones: ZoneTexts;
  readonly slot: SlotAgain;
}

/** What {@link applyRezoned} did. */
export interface RezonedResult {
  readonly moved: number;
  readonly skipped: number;
  readonly finished: readonly CampaignId[];
}

/**
 * Gives rezoned deliveries their new slots, or skips them with the rule's reason, and takes their marks off. A row whose zone changed
 * again since it was read, or that went on the wire, keeps its mark and its time.
 */
export function applyRezoned(
  db: WritableDb,
  args: { readonly at: EpochMs; readonly verdicts: readonly RezonedVerdict[] },
): RezonedResult {
  const touched = new Set<CampaignId>();
  const counts = { moved: 0, skipped: 0 };
  for (const { id, zones, slot } of args.verdicts) {
    const row = selectOne(db, STILL_SO, [id, zones.tokenZone, zones.personZone]);
    if (row === null) continue;
    execute(db, 'DELETE FROM rezoned WHERE delivery_id = ?', [id]);
    if (row['state'] !== 'scheduled' || slot.kind === 'same') continue;
    const campaignId = Number(row['campaign_id']) as CampaignId; // row id
    if (slot.kind === 'slot') {
      execute(db, MOVE, { id, slotId: slotRow(db, campaignId, slot), dueAt: slot.dueAt, lastAt: slot.lastAt });
      counts.moved += 1;
    } else {
      execute(db, SKIP, { id, reason: slot.reason, earliestAt: slot.earliestAt, at: args.at });
      counts.skipped += 1;
      touched.add(campaignId);
    }
  }
  return { ...counts, finished: finishCampaigns(db, touched) };
}

const STILL_SO = `
SELECT d.state, d.campaign_id FROM delivery d
JOIN notification_token t ON t.id = d.token_id
JOIN recipient r ON r.id = d.recipient_id
WHERE d.id = ? AND t.zone IS ? AND r.zone IS ? AND d.state <> 'sending' AND d.state <> 'uncertain'`;

/** A row that was tried already keeps the later instant at which it may be tried again, within its new time. */
const MOVE = `
UPDATE delivery SET slot_id = @slotId, due_at_ms = @dueAt, last_at_ms = @lastAt, reason = NULL,
  next_at_ms = CASE attempts WHEN 0 THEN @dueAt ELSE min(max(@dueAt, next_at_ms), @lastAt) END
WHERE id = @id`;

/** As the planner stores a row that has no slot. */
const SKIP = `
UPDATE delivery SET state = 'skipped', reason = @reason, earliest_at_ms = @earliestAt, finalized_at_ms = @at,
  slot_id = NULL, due_at_ms = NULL, last_at_ms = NULL, next_at_ms = NULL
WHERE id = @id`;

/** The campaign's slot with these times, made where there is none: many people may be corrected to one zone. */
function slotRow(db: WritableDb, campaignId: CampaignId, slot: Slot): number {
  const columns = [campaignId, slot.zone, slot.local, slot.dueAt, slot.lastAt, slot.note];
  const known = selectOne(
    db,
    `SELECT id FROM slot WHERE campaign_id = ? AND zone IS ? AND local IS ? AND due_at_ms = ? AND last_at_ms = ? AND note IS ?`,
    columns,
  );
  if (known !== null) return Number(known['id']);
  return execute(
    db,
    'INSERT INTO slot (campaign_id, zone, local, due_at_ms, last_at_ms, note) VALUES (?, ?, ?, ?, ?, ?)',
    columns,
  ).lastId;
}

function rowToRezoned(row: Row): Rezoned {
  const text = (column: string): string | null => (row[column] ?? null) as string | null; // TEXT or NULL by schema
  return {
    id: Number(row['id']) as DeliveryId, // row id
    campaignId: Number(row['campaign_id']) as CampaignId, // row id; only campaigns' deliveries are marked
    planned: { tokenZone: text('planned_token_zone'), personZone: text('planned_person_zone') },
    zones: { tokenZone: text('token_zone'), personZone: text('person_zone') },
  };
}

function readSlotCampaign(db: ReadableDb, id: CampaignId): readonly SlotCampaign[] {
  return selectAll(db, 'SELECT schedule_json, launched_at_ms FROM campaign WHERE id = ?', [id]).map((row) => ({
    id,
    schedule: JSON.parse(String(row['schedule_json'])) as CampaignSchedule, // written from a Campaign
    launchedAt: Number(row['launched_at_ms']) as EpochMs, // NOT NULL once launched, by CHECK
  }));
}

/** Changes to rezoned deliveries. */
export const rezonedWrites = { 'rezoned.apply': applyRezoned };
/** Questions about rezoned deliveries. */
export const rezonedReads = { 'rezoned.page': readRezoned };
