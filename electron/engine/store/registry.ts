import { accountReads, accountWrites } from './operations/accounts.ts';
import { settingReads, settingWrites } from './operations/settings.ts';

/** Every change the engine can make to its database, by name. Each runs in one transaction in the writer thread. */
export const WRITES = {
  ...accountWrites,
  ...settingWrites,
};

/** Every question the engine can ask its database, by name. */
export const READS = {
  ...accountReads,
  ...settingReads,
};

/** See {@link WRITES}. */
export type Writes = typeof WRITES;
/** See {@link READS}. */
export type Reads = typeof READS;
/** Name of a change. */
export type WriteName = keyof Writes;
/** Name of a question. */
export type ReadName = keyof Reads;
