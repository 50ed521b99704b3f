import { ATTEMPT_OUTCOMES, type AttemptOutcome } from '#shared/domain/attempt.ts';

/** The two logs. */
export const LOGS = ['deeds', 'tries'] as const;

/** What stands in the address of Activity: only what is not as usual. */
export interface ActivitySearch {
  readonly log?: (typeof LOGS)[number];
  readonly account?: string;
  readonly campaign?: string;
  readonly outcome?: AttemptOutcome;
}

/** Reads the address; what makes no sense in it counts as not given. */
export function readActivityAddress(search: Readonly<Record<string, unknown>>): ActivitySearch {
  const log = LOGS.find((one) => one === search['log']);
  const account = publicId(search['account'], /^a\d{1,15}$/);
  const campaign = publicId(search['campaign'], /^c\d{1,15}$/);
  const outcome = ATTEMPT_OUTCOMES.find((one) => one === search['outcome']);
  return {
    ...(log === undefined ? {} : { log }),
    ...(account === null ? {} : { account }),
    ...(campaign === null ? {} : { campaign }),
    ...(outcome === undefined ? {} : { outcome }),
  };
}

function publicId(value: unknown, shape: RegExp): string | null {
  return typeof value === 'string' && shape.test(value) ? value : null;
}
