import type { EngineParts } from '#engine/engine-parts.ts';
import { REMOVALS_UP_TO } from '#engine/store/operations/removals.ts';
import { appendRemovals } from './removals-list.ts';

/**
 * Brings the list of stops and suppressions beside the database up to date, so that no backup restored later brings them back
 * (RELIABILITY P-02). Called at every start and orderly end, and daily.
 */
export async function keepRemovals(parts: EngineParts): Promise<void> {
  const { store } = parts;
  const pending = await store.read('removals.pending', null);
  appendRemovals(parts.folder, pending.lines);
  // The list first: written twice a line does no harm, forgotten it would.
  if (pending.upTo > pending.from) {
    await store.write('setting.write', { key: REMOVALS_UP_TO, value: String(pending.upTo) });
  }
}
