import { setImmediate } from 'node:timers/promises';
import { parentPort, workerData } from 'node:worker_threads';
import { playRehearsal } from '#engine/rehearsal/play-rehearsal.ts';
import type { RehearsalReport } from '#engine/rehearsal/rehearsal-report.ts';
import type { RehearsalProgress, RehearsalRequest } from '#engine/rehearsal/rehearsal-request.ts';
import { toWireError, type WireError } from '#engine/store/thread-protocol.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { parseRulePack } from '#shared/rules/rule-pack.ts';
import { createZoneTable } from '#shared/time/zone-table.ts';
import { loadResources } from './load-resources.ts';
import { openRehearsalStage, type RehearsalSetting } from './rehearsal-stage.ts';

/** What the thread says to whoever started it. */
export type RehearsalWord =
  | { readonly kind: 'progress'; readonly progress: RehearsalProgress }
  | { readonly kind: 'done'; readonly report: RehearsalReport }
  | { readonly kind: 'failed'; readonly error: WireError };

if (parentPort === null) throw new BugError('A rehearsal was started outside a worker.');
const port = parentPort;
const say = (word: RehearsalWord): void => port.postMessage(word);

try {
  const request = workerData as RehearsalRequest; // set by rehearsal-runner.ts
  const report = await played(request);
  say({ kind: 'done', report });
} catch (error) {
  say({ kind: 'failed', error: toWireError(error) });
}

async function played(request: RehearsalRequest): Promise<RehearsalReport> {
  const stage = openRehearsalStage(request, setting());
  try {
    return await playRehearsal(stage, request, (progress) => say({ kind: 'progress', progress }));
  } finally {
    // Before the answer: whoever has it takes the thread for one that is leaving.
    await stage.close();
  }
}

function setting(): RehearsalSetting {
  const { zones, rulePacks } = loadResources();
  return {
    zones: createZoneTable(zones),
    rulePacks: new Map([...rulePacks].map(([name, value]) => [name, parseRulePack(JSON.stringify(value), name)])),
    // The event loop turns once: every promise that waits for no time has then run.
    settle: () => setImmediate(),
  };
}
