import type { EngineParts } from '#engine/engine-parts.ts';
import { PURGE_LOOKED, type Purged } from '#engine/store/operations/retention.ts';
import { SETTING_SCHEMAS } from '#shared/contract/settings.ts';
import type { Retained, Retention } from '#shared/domain/retention.ts';
import { DAY, WEEK } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { purgeLogs } from './purge-logs.ts';

/** Name of the setting, as the screens write it. */
const SETTING = 'screen.retention';

/**
 * Removes, once a day, what was kept for as long as the person wants it kept (RELIABILITY P-04): in small steps, so that claims,
 * results and stops go in between.
 *
 * Never removed are what keeps a message from going out twice or to somebody who does not want it (ledgers of tokens that can still
 * send, open and undecided messages, suppressions, hashes of stops), the record of consent, the log of deeds, and the counts of campaigns.
 *
 * @param signal - firing it ends the work between two steps; the rest comes at the next look.
 * @returns what was removed; `null` = it was not the time for it.
 */
export async function purgeDaily(parts: EngineParts, signal: AbortSignal): Promise<Purged | null> {
  const { store, ports, folder } = parts;
  const at = ports.clock.now();
  const lookedAt = Number((await store.read('setting.read', { key: PURGE_LOOKED })) ?? Number.NaN);
  if (lookedAt <= at && at - lookedAt < DAY) return null;
  if (!(await isClockBelieved(parts, lookedAt, at))) {
    await store.write('retention.note', { at, purged: null });
    return null;
  }
  const terms = await readRetention(parts);
  const before = (kind: Retained): EpochMs | null => {
    const days = terms[kind];
    return days === null ? null : addMs(at, -days * DAY);
  };
  const purged = {
    ...(await purgeMessages(parts, { before: before('messages'), at, signal })),
    answers: await purgeAnswers(parts, before('answers'), signal),
    permissions: await purgePermissions(parts, { before: before('deadPermissions'), at, signal }),
    logLines: terms.logs === null ? 0 : purgeLogs(folder, addMs(at, -terms.logs * DAY)),
  };
  if (!signal.aborted) await store.write('retention.note', { at, purged });
  return purged;
}

/**
 * What is removed is gone, and a clock that is wrong by years would have all of it removed. So after a leap of more than a week, and at
 * the very first look, a day passes first, in which the clock is compared with the platform's; while it is off, nothing is removed.
 */
async function isClockBelieved({ store }: EngineParts, lookedAt: number, at: EpochMs): Promise<boolean> {
  if (!(lookedAt <= at && at - lookedAt <= WEEK)) return false;
  const accounts = await store.read('account.list', null);
  return accounts.every(({ stopReason }) => stopReason !== 'clockSkew');
}

/** A value that another version wrote and this one does not know counts as never set. */
async function readRetention({ store }: EngineParts): Promise<Retention> {
  const text = await store.read('setting.read', { key: SETTING });
  const value = SETTING_SCHEMAS.retention.safeParse(text === null ? undefined : parseOrNothing(text));
  return value.success ? value.data : SETTING_SCHEMAS.retention.parse(undefined);
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // see readRetention
  }
}

interface Since {
  /** `null` = kept for ever. */
  readonly before: EpochMs | null;
  readonly at: EpochMs;
  readonly signal: AbortSignal;
}

async function purgeMessages(
  { store }: EngineParts,
  { before, at, signal }: Since,
): Promise<Pick<Purged, 'campaigns' | 'messages'>> {
  if (before === null) return { campaigns: 0, messages: 0 };
  const old = await store.read('retention.oldCampaigns', { before }, { lane: 'bulk' });
  let messages = 0;
  for (const id of old) {
    for (let isDone = false; !isDone && !signal.aborted; ) {
      const step = await store.write('retention.removeOfCampaign', { id, before, at });
      messages += step.removed;
      ({ isDone } = step);
    }
  }
  while (!signal.aborted) {
    const ids = await store.read('retention.oldSingles', { before }, { lane: 'bulk' });
    if (ids.length === 0) break;
    messages += await store.write('retention.removeSingles', { ids });
  }
  return { campaigns: old.length, messages };
}

async function purgeAnswers({ store }: EngineParts, before: EpochMs | null, signal: AbortSignal): Promise<number> {
  if (before === null) return 0;
  let answers = 0;
  while (!signal.aborted) {
    const found = await store.read('retention.oldAnswers', { before }, { lane: 'bulk' });
    if (found.texts.length + found.reads.length + found.events.length === 0) break;
    answers += await store.write('retention.forgetAnswers', found);
  }
  return answers;
}

async function purgePermissions({ store }: EngineParts, { before, at, signal }: Since): Promise<number> {
  if (before === null) return 0;
  let permissions = 0;
  while (!signal.aborted) {
    const ids = await store.read('retention.deadTokens', { before, at }, { lane: 'bulk' });
    const removed = ids.length === 0 ? 0 : await store.write('retention.removeTokens', { ids, before, at });
    // Tokens that came to life meanwhile are found no more; none removed is the end in any case.
    if (removed === 0) break;
    permissions += removed;
  }
  return permissions;
}
