import type { EpochMs } from '#shared/time/instant.ts';
import type { WritableDb } from '../database.ts';
import { answerRetentionReads, answerRetentionWrites } from './retention-answers.ts';
import { messageRetentionReads, messageRetentionWrites } from './retention-messages.ts';
import { permissionRetentionReads, permissionRetentionWrites } from './retention-permissions.ts';
import { writeAudit, writeSetting } from './settings.ts';

/** When it was last looked for what was kept long enough. */
export const PURGE_LOOKED = 'purgeLookedAt';

/** What one day's purge removed; counts of rows, and of lines for logs. */
export interface Purged {
  readonly campaigns: number;
  readonly messages: number;
  readonly answers: number;
  readonly permissions: number;
  readonly logLines: number;
}

/** Notes that it was looked, and in the log of deeds what was removed, if anything was (RELIABILITY P-04). */
function notePurge(db: WritableDb, args: { readonly at: EpochMs; readonly purged: Purged | null }): void {
  const { at, purged } = args;
  writeSetting(db, { key: PURGE_LOOKED, value: String(at) });
  if (purged === null || Object.values(purged).every((count) => count === 0)) return;
  writeAudit(db, { at, actor: 'sundial', action: 'data.purge', subject: 'retention', detail: purged });
}

/** Changes that remove what was kept long enough. */
export const retentionWrites = {
  ...messageRetentionWrites,
  ...answerRetentionWrites,
  ...permissionRetentionWrites,
  'retention.note': notePurge,
};
/** Questions about what was kept long enough. */
export const retentionReads = { ...messageRetentionReads, ...answerRetentionReads, ...permissionRetentionReads };
