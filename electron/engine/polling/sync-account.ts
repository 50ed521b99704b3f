import type { EngineParts } from '#engine/engine-parts.ts';
import { type SyncOrder, type SyncResult, syncTokens } from '#engine/importers/sync-tokens.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { notePoll } from './poll-record.ts';

const NOTHING_MOVED = { tokens: 0, platformAt: null, expectedAt: null } as const;

/**
 * Reads the platform's list of an account and notes how that went, for whoever looks at the account: by hand and by itself alike.
 *
 * @throws {DomainError} as {@link syncTokens}; the failure is noted. One that was cancelled leaves no note.
 */
export async function syncAndNote(parts: EngineParts, order: SyncOrder): Promise<SyncResult> {
  try {
    const synced = await syncTokens(parts, order);
    const { changed, gone, answered, moved } = synced;
    await notePoll(parts, order.accountId, {
      result: { kind: 'done', new: synced.new, changed, gone, answered },
      moved,
    });
    return synced;
  } catch (error) {
    const isOurs = error instanceof DomainError && order.signal?.aborted !== true && error.code !== 'notFound';
    if (isOurs) {
      await notePoll(parts, order.accountId, { result: { kind: 'failed', code: error.code }, moved: NOTHING_MOVED });
    }
    throw error;
  }
}
