import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { frameAnswer } from './answer-frame.ts';
import type { PracticeAnswer } from './http-message.ts';
import { letHappen } from './people.ts';
import { performCall } from './perform-call.ts';
import type { Platform, PracticeEvent } from './platform.ts';
import type { ReadCall } from './read-call.ts';
import type { LedgerEntry } from './records/message-records.ts';
import type { PlatformFile } from './records/platform-file.ts';
import { hash } from './world/seeded-draw.ts';

/** What a group of calls brought about; all of it is on disk. */
export type Performed = { readonly answers: readonly PracticeAnswer[]; readonly accepted: readonly LedgerEntry[] };

/** What the calls of a group leave behind until their commit stands. */
export type GroupOutputs = { accepted: LedgerEntry[]; events: PracticeEvent[] };

/** Calls per person and rolling day that the app's usage header counts against (META-API 5); never fewer than 100,000 in all. */
const CALLS_PER_PERSON = 200;
const LEAST_BUDGET = 100_000;

/**
 * Makes the function that carries calls out: all of a group in one transaction, so that one write to disk serves them
 * all, and nothing is answered before it stands.
 *
 * A call that breaks takes its whole group back; none of them is answered as accepted.
 */
export function createPerformGroup(
  database: PlatformFile,
  platform: Platform,
  now: () => EpochMs,
  out: { readonly outputs: GroupOutputs; readonly emit: (event: PracticeEvent) => void },
): (calls: readonly ReadCall[]) => Performed {
  const { outputs, emit } = out;
  const usage = createAppUsage(platform);
  let traces = 0;
  const inOneCommit = database.transaction((calls: readonly ReadCall[], at: EpochMs) => {
    letHappen(platform, at);
    return calls.map((call) => {
      traces += 1;
      const traceId = `A${hash(platform.shape.seed, 16, traces).toString(36)}${traces.toString(36)}`;
      const appUsedPercent = usage(at);
      return frameAnswer(performCall(platform, call, at), at, {
        version: call.route?.version ?? null,
        traceId,
        appUsedPercent,
      });
    });
  });
  return (calls) => {
    outputs.accepted = [];
    outputs.events = [];
    const answers = inOneCommit(calls, now());
    for (const event of outputs.events) emit(event);
    return { answers, accepted: outputs.accepted };
  };
}

/** Share of the app's calls of a day that are used, in percent; the day starts anew 24 h after its first call. */
function createAppUsage(platform: Platform): (at: EpochMs) => number {
  const budget = Math.max(LEAST_BUDGET, CALLS_PER_PERSON * platform.shape.recipients * platform.shape.pages);
  let since: number | null = null;
  let calls = 0;
  return (at) => {
    if (since === null || at - since >= DAY || at < since) {
      since = at;
      calls = 0;
    }
    calls += 1;
    return Math.floor((calls / budget) * 100);
  };
}
