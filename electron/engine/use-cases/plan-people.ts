import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import { PLAN_GROUPS, type PlanPerson } from '#shared/contract/plan.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { documentUseCase } from './use-case.ts';

/** A page of people of a plan that a screen has open. */
export const listPlanPeople = documentUseCase({
  input: z.strictObject({
    campaign: z.string(),
    planId: z.int(),
    group: z.enum(PLAN_GROUPS),
    after: z.int().nullable(),
    limit: z.int().min(1).max(200),
  }),
  run: async (input, context): Promise<{ rows: PlanPerson[]; next: number | null }> => {
    const { planId, group, after, limit } = input;
    const { store } = context.parts;
    const people = await store.read('plan.people', { planId, group, after, limit }, { lane: 'bulk' });
    const moment = await momentTeller(context);
    const rows = people.map(({ recipientId, name, topic, zone, dueAt, earliestAt }) => ({
      person: toPublicId('person', recipientId),
      name,
      topic,
      zone,
      due: dueAt === null ? null : moment(dueAt, zone),
      earliest: earliestAt === null ? null : moment(earliestAt, zone),
    }));
    return { rows, next: people.length < limit ? null : (people.at(-1)?.pos ?? null) };
  },
});
