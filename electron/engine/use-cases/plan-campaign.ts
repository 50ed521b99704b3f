import { z } from 'zod';
import { type OpenPlan, openPlan, type PlanRow } from '#engine/planner/planner.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type EpochMs, parseIso, toIso } from '#shared/time/instant.ts';
import { type Audience, audienceOf } from './audience.ts';
import { campaignIdOf, findCampaign } from './find-campaign.ts';
import { documentUseCase, rowsUseCase, type UseCaseContext } from './use-case.ts';

const input = z.strictObject({
  campaign: z.string(),
  /** ISO 8601 with offset; `null` = this moment. */
  now: z.string().nullable(),
});

/** One token of a plan as programs see it (issue 2, Shapes). Instants are ISO 8601 UTC. */
export interface PlanLine extends Omit<PlanRow, 'dueAt' | 'leavesAt' | 'earliestAt'> {
  readonly dueAt: string | null;
  readonly leavesAt: string | null;
  readonly earliestAt: string | null;
}

/** What launching would do for every token of the account; nothing is stored. */
export const planCampaign = rowsUseCase({
  input,
  rows: async function* (given, context) {
    const plan = await open(given, context);
    try {
      for await (const row of plan.rows()) yield toLine(row);
    } finally {
      await plan.close();
    }
  },
});

/** The same in figures, with some examples: the page on which a person decides. */
export const summarizePlan = documentUseCase({
  input: input.extend({ examples: z.int().min(0).max(100) }),
  run: async (given, context) => {
    const campaign = await findCampaign(context.parts, given.campaign);
    const audience = await audienceOf(context.parts, campaign);
    const plan = await open(given, context);
    try {
      const { time } = campaign.schedule;
      const date = time.kind === 'local' ? time.date : null;
      const { examples, onLaterDay } = await lookThrough(plan, given.examples, date);
      return { ...toSummary(plan), audience, date, onLaterDay, examples };
    } finally {
      await plan.close();
    }
  },
});

/** A plan in figures as programs see it. */
export type PlanFigures = ReturnType<typeof toSummary> & {
  readonly audience: Audience;
  /** The date chosen for each person's own clock; `null` = one instant for all. */
  readonly date: string | null;
  /** Messages that leave on a later day than chosen; `null` = no date was chosen, or too many to count at once. */
  readonly onLaterDay: number | null;
  readonly examples: readonly PlanLine[];
};

/** Most messages looked through for examples and days, so that a plan of a million answers soon (Sundial's choice). */
const LOOKED_THROUGH = 100_000;

/** People who get the message, one a time zone, in the order their messages leave, and how many get it on a later day than `date`. */
async function lookThrough(
  plan: OpenPlan,
  count: number,
  date: string | null,
): Promise<Pick<PlanFigures, 'examples' | 'onLaterDay'>> {
  const countedDate = plan.summary.scheduled <= LOOKED_THROUGH ? date : null;
  const examples = new Map<string | null, PlanLine>();
  let onLaterDay = 0;
  for await (const row of firstRows(plan)) {
    if (examples.size < count && !examples.has(row.zone)) examples.set(row.zone, toLine(row));
    if (isAfterDay(row, countedDate)) onLaterDay += 1;
    if (examples.size >= count && countedDate === null) break;
  }
  return { examples: [...examples.values()], onLaterDay: countedDate === null ? null : onLaterDay };
}

/** The scheduled messages that are looked through; they come first in a plan. */
async function* firstRows(plan: OpenPlan): AsyncGenerator<PlanRow> {
  let looked = 0;
  for await (const row of plan.rows()) {
    if (row.state !== 'scheduled' || looked >= LOOKED_THROUGH) return;
    looked += 1;
    yield row;
  }
}

function isAfterDay({ local }: PlanRow, date: string | null): boolean {
  return date !== null && local !== null && local.slice(0, 10) > date;
}

async function open(given: z.infer<typeof input>, { parts, signal, onProgress }: UseCaseContext): Promise<OpenPlan> {
  const at = given.now === null ? parts.ports.clock.now() : instantOf(given.now);
  const progress = (done: number): void => onProgress({ what: 'people planned', done, total: null });
  return openPlan(parts, campaignIdOf(given.campaign), at, { signal, onProgress: progress });
}

function instantOf(text: string): EpochMs {
  const at = parseIso(text);
  if (at !== null) return at;
  throw new DomainError(
    'invalidInput',
    `"${text}" is no instant with its offset, such as 2026-11-27T09:00:00Z.`,
    'now',
  );
}

function toLine(row: PlanRow): PlanLine {
  return { ...row, dueAt: toIso(row.dueAt), leavesAt: toIso(row.leavesAt), earliestAt: toIso(row.earliestAt) };
}

function toSummary({ summary }: OpenPlan) {
  const { scheduled, skipped, paceTooSlow, byReason, notInAudience, moved, gap, overlap, fallback, zones } = summary;
  const { firstLeaveAt, lastLeaveAt, awake } = summary;
  return {
    scheduled,
    skipped,
    paceTooSlow,
    byReason,
    notInAudience,
    moved,
    gap,
    overlap,
    fallback,
    zones,
    firstLeaveAt: toIso(firstLeaveAt),
    lastLeaveAt: toIso(lastLeaveAt),
    awake: awake.map(({ from, to }) => ({ from: toIso(from), to: toIso(to) })),
  };
}
