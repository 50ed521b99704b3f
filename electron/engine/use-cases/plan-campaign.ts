import { z } from 'zod';
import { type OpenPlan, openPlan, type PlanRow } from '#engine/planner/planner.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type EpochMs, parseIso, toIso } from '#shared/time/instant.ts';
import { campaignIdOf } from './find-campaign.ts';
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
    const plan = await open(given, context);
    try {
      return { ...toSummary(plan), examples: await examplesOf(plan, given.examples) };
    } finally {
      await plan.close();
    }
  },
});

/** A plan in figures as programs see it. */
export type PlanFigures = ReturnType<typeof toSummary> & { readonly examples: readonly PlanLine[] };

/** Rows looked through for examples, so that a plan of a million answers at once (Sundial's choice). */
const LOOKED_THROUGH = 4_000;

/** People who get the message, one a time zone, in the order their messages leave. */
async function examplesOf(plan: OpenPlan, count: number): Promise<readonly PlanLine[]> {
  const examples = new Map<string | null, PlanLine>();
  let looked = 0;
  for await (const row of plan.rows()) {
    looked += 1;
    if (examples.size >= count || looked > LOOKED_THROUGH || row.state !== 'scheduled') break;
    if (!examples.has(row.zone)) examples.set(row.zone, toLine(row));
  }
  return [...examples.values()];
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
