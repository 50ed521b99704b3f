import { accountReads, accountWrites } from './operations/accounts.ts';
import { campaignReads, campaignWrites } from './operations/campaigns.ts';
import { claimReads, claimWrites } from './operations/claims.ts';
import { consentReads } from './operations/consent.ts';
import { erasingReads, erasingWrites } from './operations/erasing.ts';
import { exportingReads } from './operations/exporting.ts';
import { importReads, importWrites } from './operations/imports.ts';
import { planReads, planWrites } from './operations/plans.ts';
import { recoveryReads, recoveryWrites } from './operations/recovery.ts';
import { rehearsalReads } from './operations/rehearsal-copy.ts';
import { removalReads } from './operations/removals.ts';
import { resultReads, resultWrites } from './operations/results.ts';
import { rezonedReads, rezonedWrites } from './operations/rezoned.ts';
import { settingReads, settingWrites } from './operations/settings.ts';
import { settlingReads, settlingWrites } from './operations/settling.ts';
import { tokenReads, tokenWrites } from './operations/tokens.ts';
import { upkeepReads, upkeepWrites } from './operations/upkeep.ts';

/** Every change the engine can make to its database, by name. Each runs in one transaction in the writer thread. */
export const WRITES = {
  ...accountWrites,
  ...campaignWrites,
  ...planWrites,
  ...claimWrites,
  ...resultWrites,
  ...settlingWrites,
  ...recoveryWrites,
  ...rezonedWrites,
  ...settingWrites,
  ...erasingWrites,
  ...upkeepWrites,
  ...importWrites,
  ...tokenWrites,
};

/** Every question the engine can ask its database, by name. */
export const READS = {
  ...accountReads,
  ...campaignReads,
  ...planReads,
  ...claimReads,
  ...resultReads,
  ...settlingReads,
  ...rezonedReads,
  ...recoveryReads,
  ...settingReads,
  ...rehearsalReads,
  ...removalReads,
  ...erasingReads,
  ...exportingReads,
  ...upkeepReads,
  ...importReads,
  ...tokenReads,
  ...consentReads,
};

/** See {@link WRITES}. */
export type Writes = typeof WRITES;
/** See {@link READS}. */
export type Reads = typeof READS;
/** Name of a change. */
export type WriteName = keyof Writes;
/** Name of a question. */
export type ReadName = keyof Reads;
