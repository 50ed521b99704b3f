import { accountReads, accountWrites } from './operations/accounts.ts';
import { activityReads } from './operations/activity.ts';
import { askReads, askWrites } from './operations/asks.ts';
import { askAnswerReads, askAnswerWrites } from './operations/asks-answers.ts';
import { cardReads, cardWrites } from './operations/asks-cards.ts';
import { askGuardReads } from './operations/asks-guards.ts';
import { requestReads } from './operations/asks-ledger.ts';
import { practisingReads } from './operations/asks-practising.ts';
import { askTallyReads } from './operations/asks-tally.ts';
import { undecidedAskReads } from './operations/asks-undecided.ts';
import { backupReads } from './operations/backups.ts';
import { calendarReads } from './operations/calendar.ts';
import { campaignReads, campaignWrites } from './operations/campaigns.ts';
import { claimReads, claimWrites } from './operations/claims.ts';
import { directReads, directWrites } from './operations/claims-direct.ts';
import { consentReads } from './operations/consent.ts';
import { draftReads, draftWrites } from './operations/drafts.ts';
import { draftAudienceReads } from './operations/drafts-audience.ts';
import { erasingReads, erasingWrites } from './operations/erasing.ts';
import { exportingReads } from './operations/exporting.ts';
import { importReads, importWrites } from './operations/imports.ts';
import { nameReads, nameWrites } from './operations/names.ts';
import { outcomeReads } from './operations/outcomes.ts';
import { peopleChangeWrites } from './operations/people-change.ts';
import { peopleListReads } from './operations/people-list.ts';
import { peopleRowReads } from './operations/people-rows.ts';
import { peopleWatchWrites } from './operations/people-watch.ts';
import { personAloneReads } from './operations/person-alone.ts';
import { planReads, planWrites } from './operations/plans.ts';
import { pollingReads, pollingWrites } from './operations/polling.ts';
import { recoveryReads, recoveryWrites } from './operations/recovery.ts';
import { rehearsalReads } from './operations/rehearsal-copy.ts';
import { removalReads } from './operations/removals.ts';
import { resultReads, resultWrites } from './operations/results.ts';
import { retentionReads, retentionWrites } from './operations/retention.ts';
import { rezonedReads, rezonedWrites } from './operations/rezoned.ts';
import { settingReads, settingWrites } from './operations/settings.ts';
import { settlingReads, settlingWrites } from './operations/settling.ts';
import { directSettlingReads, directSettlingWrites } from './operations/settling-direct.ts';
import { testingReads, testingWrites } from './operations/testing.ts';
import { todayReads } from './operations/today.ts';
import { tokenReads, tokenWrites } from './operations/tokens.ts';
import { upkeepReads, upkeepWrites } from './operations/upkeep.ts';
import { webhookWrites } from './operations/webhooks-take.ts';

/** Every change the engine can make to its database, by name. Each runs in one transaction in the writer thread. */
export const WRITES = {
  ...accountWrites,
  ...campaignWrites,
  ...draftWrites,
  ...planWrites,
  ...claimWrites,
  ...directWrites,
  ...askWrites,
  ...askAnswerWrites,
  ...nameWrites,
  ...webhookWrites,
  ...cardWrites,
  ...resultWrites,
  ...settlingWrites,
  ...directSettlingWrites,
  ...pollingWrites,
  ...recoveryWrites,
  ...rezonedWrites,
  ...settingWrites,
  ...erasingWrites,
  ...upkeepWrites,
  ...retentionWrites,
  ...importWrites,
  ...tokenWrites,
  ...testingWrites,
  ...peopleWatchWrites,
  ...peopleChangeWrites,
};

/** Every question the engine can ask its database, by name. */
export const READS = {
  ...accountReads,
  ...campaignReads,
  ...draftReads,
  ...draftAudienceReads,
  ...planReads,
  ...claimReads,
  ...directReads,
  ...askReads,
  ...cardReads,
  ...requestReads,
  ...askGuardReads,
  ...askAnswerReads,
  ...askTallyReads,
  ...nameReads,
  ...personAloneReads,
  ...resultReads,
  ...settlingReads,
  ...directSettlingReads,
  ...rezonedReads,
  ...pollingReads,
  ...recoveryReads,
  ...settingReads,
  ...activityReads,
  ...calendarReads,
  ...todayReads,
  ...rehearsalReads,
  ...removalReads,
  ...erasingReads,
  ...exportingReads,
  ...upkeepReads,
  ...retentionReads,
  ...backupReads,
  ...importReads,
  ...tokenReads,
  ...testingReads,
  ...practisingReads,
  ...undecidedAskReads,
  ...outcomeReads,
  ...consentReads,
  ...peopleListReads,
  ...peopleRowReads,
};

/** See {@link WRITES}. */
export type Writes = typeof WRITES;
/** See {@link READS}. */
export type Reads = typeof READS;
/** Name of a change. */
export type WriteName = keyof Writes;
/** Name of a question. */
export type ReadName = keyof Reads;
