import { useEffect } from 'react';
import { engine } from '#renderer/client/engine-client.ts';
import { type LongWork, useLongWork } from '#renderer/parts/use-long-work.ts';
import type { PlanAnswer } from '#shared/contract/plan.ts';

/** What planning is asked for. */
export interface PlanWish {
  readonly campaign: string;
}

/** Plans a campaign as soon as it is shown, and again when asked. */
export function usePlan(campaign: string): LongWork<PlanWish, PlanAnswer> {
  const work = useLongWork((input: PlanWish, signal) => engine.plan.read(input, { signal }));
  const { start } = work;
  useEffect(() => start({ campaign }), [campaign, start]);
  return work;
}
