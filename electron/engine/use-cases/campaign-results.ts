import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import type { OutcomeLine } from '#engine/store/operations/outcomes.ts';
import { OUTCOMES, type OutcomeGroup, type OutcomeRow, type Tally } from '#shared/contract/progress.ts';
import type { DeliveryState } from '#shared/domain/delivery-state.ts';
import { type DeliveryId, parsePublicId, toPublicId } from '#shared/domain/ids.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { epochMs } from '#shared/time/instant.ts';
import { findCampaign } from './find-campaign.ts';
import { accumulate, openTally, stretchesOf } from './tally-stretches.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Rows looked at in one read, so that a search through a million keeps nobody else waiting (some 50 ms each). */
const STRETCH_ROWS = 50_000;

const STATES: Readonly<Record<OutcomeGroup, readonly DeliveryState[]>> = {
  sent: ['sent'],
  failed: ['failed'],
  skipped: ['skipped'],
  missed: ['missed'],
  cancelled: ['cancelled'],
  uncertain: ['uncertain'],
  waiting: ['scheduled', 'sending'],
};

/** A page of the messages of one outcome, in due order. */
export const listOutcomes = documentUseCase({
  input: z.strictObject({
    campaign: z.string(),
    outcome: z.enum(OUTCOMES),
    reason: z.enum(REASONS).nullable(),
    search: z.string().max(200),
    after: z.string().nullable(),
    limit: z.int().min(1).max(200),
  }),
  run: async (input, context): Promise<{ rows: OutcomeRow[]; next: string | null }> => {
    const { id } = await findCampaign(context.parts, input.campaign);
    const { outcome, reason, limit } = input;
    const search = input.search.trim() === '' ? null : input.search.trim();
    const after = input.after === null ? null : (parsePublicId('delivery', input.after) as DeliveryId); // a row id we told
    const question = { campaignId: id, states: STATES[outcome], reason, search };
    const lines: OutcomeLine[] = [];
    for await (const { from, to } of stretches(context, id, after)) {
      const read = { ...question, from, to, limit: limit - lines.length };
      lines.push(...(await context.parts.store.read('outcome.page', read, { lane: 'bulk' })));
      if (lines.length >= limit) break;
    }
    const last = lines.at(-1);
    return {
      rows: await rowsOf(lines, context),
      next: lines.length < limit || last === undefined ? null : toPublicId('delivery', last.id),
    };
  },
});

async function* stretches(
  { parts, signal }: UseCaseContext,
  campaignId: OutcomeCampaign,
  after: DeliveryId | null,
): AsyncGenerator<{ readonly from: number; readonly to: number; readonly first: number; readonly last: number }> {
  const range = await parts.store.read('outcome.range', { campaignId });
  if (range === null) return;
  for (let from = after === null ? range.first : after + 1; from <= range.last; from += STRETCH_ROWS) {
    signal.throwIfAborted();
    yield { ...range, from, to: Math.min(from + STRETCH_ROWS - 1, range.last) };
  }
}

type OutcomeCampaign = Awaited<ReturnType<typeof findCampaign>>['id'];

async function rowsOf(lines: readonly OutcomeLine[], context: UseCaseContext): Promise<OutcomeRow[]> {
  const moment = await momentTeller(context);
  return lines.map((line) => ({
    id: toPublicId('delivery', line.id),
    person: toPublicId('person', line.recipientId),
    name: line.name,
    topic: line.topic,
    state: line.state,
    reason: line.reason,
    due: line.dueAt === null ? null : moment(line.dueAt, line.zone),
    ended: line.finalizedAt === null ? null : moment(line.finalizedAt, line.zone),
    earliest: line.earliestAt === null ? null : moment(line.earliestAt, line.zone),
  }));
}

/** Accepted messages over time, and how many people said stop afterwards. Walks over every row once, stretch by stretch. */
export const tallyCampaign = documentUseCase({
  input: z.strictObject({ campaign: z.string() }),
  run: async (input, context): Promise<Tally> => {
    const { id } = await findCampaign(context.parts, input.campaign);
    let tally = openTally();
    for await (const { from, to, first, last } of stretches(context, id, null)) {
      tally = accumulate(
        tally,
        await context.parts.store.read('outcome.tally', { campaignId: id, from, to }, { lane: 'bulk' }),
      );
      context.onProgress({ what: 'messages counted', done: to - first + 1, total: last - first + 1 });
    }
    const moment = await momentTeller(context);
    const { stretchMinutes, stretches: counted } = stretchesOf(tally);
    return {
      accepted: counted.map(({ at, count }) => ({ from: moment(epochMs(at), null), count })),
      stretchMinutes,
      stopsAfter: tally.stopsAfter,
    };
  },
});
