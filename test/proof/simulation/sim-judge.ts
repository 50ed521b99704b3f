import type { ReadableDb } from '#engine/store/database.ts';
import { selectAll } from '#engine/store/database.ts';
import { countDifferences } from '#engine/store/operations/upkeep.ts';
import { nextPeriodStart } from '#shared/time/calendar-period.ts';
import { MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { isInWindow, type LocalWindow } from '#shared/time/window.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { SimToken } from './sim-people.ts';
import type { SimPost } from './sim-platform.ts';

/** What a simulated world is judged by: the platform's side by true time, and the rows at the end. */
export interface SimCase {
  readonly db: ReadableDb;
  readonly posts: readonly SimPost[];
  readonly tokens: ReadonlyMap<string, SimToken>;
  readonly table: ZoneTable;
  readonly pageZone: IanaZone;
  readonly coolDownMs: number;
  readonly personGapMs: number;
  /** How far the computer's clock was ever wrong while the engine may not notice; adds to every limit of time. */
  readonly slackMs: number;
  /** When the world ended; messages planned for later may still wait. */
  readonly endedAt: EpochMs;
  /** Last acceptance before the world began, by token. */
  readonly acceptedBefore: ReadonlyMap<string, EpochMs>;
}

interface Row {
  readonly campaign: string;
  readonly token: string;
  readonly state: string;
  readonly reason: string | null;
  readonly nextAt: EpochMs | null;
  readonly dueAt: EpochMs | null;
  readonly lastAt: EpochMs | null;
  readonly slotAt: EpochMs | null;
  readonly zone: string | null;
  readonly late: string;
  readonly lateMinutes: number;
  readonly window: LocalWindow | null;
}

/** Everything that breaks a promise of RELIABILITY A2, in plain sentences; empty = none. */
export function judge(world: SimCase): readonly string[] {
  const rows = readRows(world.db);
  const byKey = new Map(rows.map((row) => [`${row.campaign} ${row.token}`, row]));
  const accepted = world.posts
    .filter((post) => post.acceptedAt !== null)
    .toSorted((a, b) => Number(a.acceptedAt) - Number(b.acceptedAt));
  return [
    ...onceEach(accepted),
    ...coolDowns(world, accepted),
    ...onePerPerson(world, accepted),
    ...periods(world, accepted),
    ...world.posts.flatMap((post) => inTime(world, post, byKey.get(`${post.campaign} ${post.token}`) ?? null)),
    ...explained(rows, world.endedAt),
    ...truthful(rows, accepted),
    ...countDifferences(world.db, null).map(
      (line) => `A-06: the counters differ from the rows: ${JSON.stringify(line)}`,
    ),
  ];
}

function readRows(db: ReadableDb): readonly Row[] {
  return selectAll(
    db,
    `SELECT json_extract(c.message_json, '$.text') AS campaign, t.token, d.state, d.reason, d.next_at_ms, d.due_at_ms, d.last_at_ms,
       s.due_at_ms AS slot_at_ms, s.zone, c.schedule_json
     FROM delivery d JOIN campaign c ON c.id = d.campaign_id JOIN notification_token t ON t.id = d.token_id
     LEFT JOIN slot s ON s.id = d.slot_id`,
  ).map((row) => {
    const schedule = JSON.parse(String(row['schedule_json'])) as Pick<Row, 'late' | 'lateMinutes' | 'window'>; // written as a CampaignSchedule
    return {
      campaign: String(row['campaign']),
      token: String(row['token']),
      state: String(row['state']),
      reason: row['reason'] as string | null, // TEXT or NULL by schema
      nextAt: row['next_at_ms'] as EpochMs | null, // INTEGER or NULL by schema
      dueAt: row['due_at_ms'] as EpochMs | null, // as above
      lastAt: row['last_at_ms'] as EpochMs | null, // as above
      slotAt: row['slot_at_ms'] as EpochMs | null, // as above
      zone: row['zone'] as string | null, // TEXT or NULL by schema
      late: schedule.late,
      lateMinutes: schedule.lateMinutes,
      window: schedule.window,
    };
  });
}

function onceEach(accepted: readonly SimPost[]): readonly string[] {
  const seen = new Set<string>();
  return accepted.flatMap(({ campaign, token }) => {
    const key = `${campaign} ${token}`;
    if (!seen.has(key)) {
      seen.add(key);
      return [];
    }
    return [`A-01: ${campaign} was accepted twice for token ${token}.`];
  });
}

function coolDowns({ acceptedBefore, coolDownMs, slackMs }: SimCase, accepted: readonly SimPost[]): readonly string[] {
  const latest = new Map<string, number>(acceptedBefore);
  return accepted.flatMap(({ token, acceptedAt, campaign }) => {
    const before = latest.get(token);
    latest.set(token, Number(acceptedAt));
    if (before === undefined || Number(acceptedAt) - before >= coolDownMs - slackMs) return [];
    return [
      `A-02: ${campaign} was accepted for token ${token} ${span(Number(acceptedAt) - before)} after the message before.`,
    ];
  });
}

function onePerPerson({ tokens, personGapMs, slackMs }: SimCase, accepted: readonly SimPost[]): readonly string[] {
  const latest = new Map<string, SimPost>();
  const reached = new Set<string>();
  return accepted.flatMap((post) => {
    const recipient = tokens.get(post.token)?.recipient ?? '';
    const before = latest.get(recipient);
    latest.set(recipient, post);
    const again = reached.has(`${post.campaign} ${recipient}`)
      ? [`A-01: ${post.campaign} reached person ${recipient} twice.`]
      : [];
    reached.add(`${post.campaign} ${recipient}`);
    if (before === undefined || before.token === post.token) return again;
    const gap = Number(post.acceptedAt) - Number(before.acceptedAt);
    return gap >= personGapMs - slackMs
      ? again
      : [...again, `Guard: person ${recipient} had two messages within ${span(gap)}.`];
  });
}

/** Old tokens: one in a calendar week or month of the Page's zone. */
function periods({ tokens, table, pageZone, slackMs }: SimCase, accepted: readonly SimPost[]): readonly string[] {
  const latest = new Map<string, EpochMs>();
  return accepted.flatMap(({ token, acceptedAt, campaign }) => {
    const frequency = tokens.get(token)?.frequency ?? null;
    if (frequency === null || acceptedAt === null) return [];
    const before = latest.get(token);
    latest.set(token, acceptedAt);
    if (before === undefined || acceptedAt >= nextPeriodStart(table, pageZone, before, frequency) - slackMs) return [];
    return [`A-07: ${campaign} was accepted for the ${frequency} token ${token} twice in one period.`];
  });
}

function inTime(world: SimCase, post: SimPost, row: Row | null): readonly string[] {
  const { slackMs } = world;
  const { campaign, token, leftAt } = post;
  if (row === null || row.slotAt === null || row.dueAt === null) {
    return [`A-04: ${campaign} was posted for token ${token} without a planned message.`];
  }
  const found: string[] = [];
  if (leftAt < row.slotAt - slackMs) {
    found.push(`A-03: ${campaign} left for ${token} ${span(row.slotAt - leftAt)} before its slot.`);
  }
  const last = row.dueAt + row.lateMinutes * MINUTE;
  if (row.late === 'missed' && leftAt > last + slackMs) {
    found.push(`A-03: ${campaign} left for ${token} ${span(leftAt - last)} later than allowed.`);
  }
  return [...found, ...outsideWindow(world, post, row)];
}

/** The window counts on the person's own wall clock; where no zone is known, only a campaign without a window may reach them. */
function outsideWindow(
  { table, slackMs, tokens }: Pick<SimCase, 'table' | 'slackMs' | 'tokens'>,
  { campaign, token, leftAt }: SimPost,
  { window, zone: slotZone }: Row,
): readonly string[] {
  if (window === null) return [];
  const own = table.identify(tokens.get(token)?.zone ?? null);
  const zone = own.kind === 'known' ? own.zone : (slotZone as IanaZone | null); // written from the zone table
  if (zone === null) return [`A-03: ${campaign} left for ${token}, whose zone nobody knows.`];
  const tried = [leftAt, addMs(leftAt, slackMs), addMs(leftAt, -slackMs)];
  if (tried.some((at) => isInWindow(window, table, zone, at))) return [];
  return [`A-03: ${campaign} left for ${token} at ${table.localWithOffset(zone, leftAt)}, outside the window.`];
}

const FINAL: ReadonlySet<string> = new Set(['sent', 'failed', 'skipped', 'missed', 'cancelled']);

/** Every row has ended, or waits for a person who has to decide. */
function explained(rows: readonly Row[], endedAt: EpochMs): readonly string[] {
  return rows.flatMap((row) => {
    if (FINAL.has(row.state)) {
      return row.state === 'sent' || row.reason !== null
        ? []
        : [`A-04: ${row.campaign} for ${row.token} is ${row.state} without a reason.`];
    }
    if (row.state === 'uncertain' && row.nextAt === null) return [];
    if (row.state === 'scheduled' && row.nextAt !== null && row.nextAt > endedAt) return [];
    return [`A-04: ${row.campaign} for ${row.token} is still ${row.state} (${row.reason ?? 'no reason'}).`];
  });
}

/** What an accepted message may stand as, besides sent: nobody could tell. */
const MAY_BE_ACCEPTED: ReadonlySet<string> = new Set(['undecided', 'personDropped', 'personSaidSent']);

/** Sent rows were accepted, accepted messages are sent or undecided: nothing is claimed that is not so. */
function truthful(rows: readonly Row[], accepted: readonly SimPost[]): readonly string[] {
  const keys = new Set(accepted.map(({ campaign, token }) => `${campaign} ${token}`));
  return rows.flatMap((row) => {
    const isAccepted = keys.has(`${row.campaign} ${row.token}`);
    if (row.state === 'sent' && !isAccepted) {
      return [`A-04: ${row.campaign} for ${row.token} counts as sent and was not accepted.`];
    }
    if (!isAccepted || row.state === 'sent' || row.state === 'uncertain' || MAY_BE_ACCEPTED.has(row.reason ?? '')) {
      return [];
    }
    return [
      `A-04: ${row.campaign} for ${row.token} was accepted and counts as ${row.state} (${row.reason ?? 'no reason'}).`,
    ];
  });
}

function span(ms: number): string {
  return `${(ms / MINUTE).toFixed(2)} minutes`;
}
