import { z } from 'zod';
import { explain } from '#engine/planner/explain.ts';
import { toIso } from '#shared/time/instant.ts';
import { campaignIdOf } from './find-campaign.ts';
import { documentUseCase } from './use-case.ts';

/** Whether one person gets a campaign's message, why, and when it becomes possible (issue 2, Shapes). */
export const explainMessage = documentUseCase({
  input: z.strictObject({ campaign: z.string(), token: z.string().trim().min(1) }),
  run: async (input, { parts }) => {
    const told = await explain(parts, campaignIdOf(input.campaign), input.token, parts.ports.clock.now());
    return { ...told, dueAt: toIso(told.dueAt), earliestAt: toIso(told.earliestAt) };
  },
});
