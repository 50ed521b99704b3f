import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CampaignId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/time/duration.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { IanaZone } from '#shared/time/zone-data.ts';
import type { EngineParts } from '../engine-parts.ts';
import type { RehearsalReport } from './rehearsal-report.ts';
import type { RehearsalProgress, RehearsalRunner } from './rehearsal-request.ts';
import { parseSleepingHours } from './sleeping-hours.ts';

/** What a person asks for. */
export interface RehearsalWish {
  readonly campaignId: CampaignId;
  /** Hours in which the computer sleeps, e.g. `22:00-07:00`, and the computer's own zone; `null` = it never sleeps. */
  readonly asleep: { readonly hours: string; readonly zone: IanaZone } | null;
  /** Rule pack to play under; `null` = the account's own. */
  readonly rulePackName: string | null;
  readonly signal: AbortSignal;
  readonly onProgress: (progress: RehearsalProgress) => void;
}

/** What a rehearsal needs of the engine. */
export type RehearsalParts = Pick<EngineParts, 'store' | 'ports' | 'folder'>;

/**
 * Plays a campaign to its end on a virtual clock, with the planner and the dispatcher that send for real, against the practice
 * platform's rules (DESIGN 10). Everything happens on a copy; the workspace stays as it is.
 *
 * @throws {DomainError} `invalidInput` for sleeping hours or a rule pack that are none, `notFound`, `wrongState` for a campaign that is
 *   over; rejects with the signal's reason when it fires.
 */
export async function rehearseCampaign(
  parts: RehearsalParts,
  runner: RehearsalRunner,
  wish: RehearsalWish,
): Promise<RehearsalReport> {
  const { asleep, campaignId, rulePackName, signal, onProgress } = wish;
  const sleeping = asleep === null ? null : { hours: parseSleepingHours(asleep.hours), zone: asleep.zone };
  const from = parts.ports.clock.now();
  const folder = copyFolder(parts, from);
  try {
    const databasePath = join(folder, 'copy.db');
    writeFileSync(databasePath, '', { mode: 0o600 });
    await parts.store.read('rehearsal.copy', { path: databasePath }, { lane: 'bulk', signal });
    signal.throwIfAborted();
    const request = { databasePath, campaignId, asleep: sleeping, rulePackName, from };
    return await runner.play(request, { signal, onProgress });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A folder of its own for one copy; what a killed rehearsal left behind goes when it is a day old. */
function copyFolder({ folder, ports }: RehearsalParts, now: EpochMs): string {
  const all = join(folder, 'rehearsals');
  mkdirSync(all, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(all)) {
    const path = join(all, name);
    if (now - statSync(path).mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
  const own = join(all, ports.random.hex(8));
  mkdirSync(own, { mode: 0o700 });
  return own;
}
