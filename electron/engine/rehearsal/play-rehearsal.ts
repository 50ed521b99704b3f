import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { Dispatcher } from '../dispatcher/dispatcher.ts';
import { launch } from '../planner/planner.ts';
import { readAccount } from '../store/operations/accounts.ts';
import { needCampaign } from '../store/operations/campaigns-rows.ts';
import { readStatus } from '../store/operations/campaigns-status.ts';
import {
  campaignStateOf,
  eachKnownToken,
  firstLookAt,
  type KnownToken,
  lastOpenAt,
} from '../store/operations/rehearsal-facts.ts';
import type { RehearsalReport } from './rehearsal-report.ts';
import type { RehearsalProgress, RehearsalRequest } from './rehearsal-request.ts';
import type { RehearsalStage } from './rehearsal-stage.ts';
import { reportRehearsal } from './report-rehearsal.ts';
import { wakingAt } from './sleeping-hours.ts';

/** How many jumps of the clock lie between two words about progress. */
const JUMPS_PER_WORD = 500;

/** How long before the first message the dispatcher is started: it reads clocks and tokens first. */
const RUN_UP_MS = 5 * MINUTE;

/**
 * Plays a campaign on a stage to its end and compares what happened with the rules (DESIGN 10).
 *
 * A draft is launched at the virtual now, a paused campaign goes on there, a launched one just goes on. What the pace costs is taken,
 * because showing it is what a rehearsal is for.
 *
 * @throws {DomainError} what the launch refuses; `wrongState` for a campaign that is over.
 */
export async function playRehearsal(
  stage: RehearsalStage,
  request: RehearsalRequest,
  onProgress: (progress: RehearsalProgress) => void,
): Promise<RehearsalReport> {
  const { clock, db, parts, platform } = stage;
  const campaign = needCampaign(db, request.campaignId);
  const account = accountOf(stage, campaign);
  const acceptedBefore = new Map<string, EpochMs>();
  platform.load(noteAccepted(eachKnownToken(db, account.id), acceptedBefore));
  await setOff(stage, campaign);
  await skipIdle(stage, request, account);
  const dispatcher = new Dispatcher(parts);
  await onVirtualTime(stage, dispatcher.start());
  await playUntilOver(stage, request, onProgress);
  if (dispatcher.halted !== null) throw new BugError(`Sending halted in the rehearsal: ${dispatcher.halted}`);
  const endedAt = clock.now();
  await onVirtualTime(stage, dispatcher.stop());
  const rules = rulePackOf(account, parts.rulePacks);
  return reportRehearsal(stage, { campaign, account, rules, from: request.from, endedAt, acceptedBefore });
}

function accountOf({ db }: RehearsalStage, campaign: Campaign): Account {
  const account = readAccount(db, { id: campaign.accountId });
  if (account === null) throw new BugError('A campaign without its account.');
  return account;
}

function* noteAccepted(tokens: Iterable<KnownToken>, acceptedBefore: Map<string, EpochMs>): Generator<KnownToken> {
  for (const known of tokens) {
    if (known.lastAcceptedAt !== null) acceptedBefore.set(known.token, known.lastAcceptedAt);
    yield known;
  }
}

async function setOff({ parts, clock }: RehearsalStage, campaign: Campaign): Promise<void> {
  switch (campaign.state) {
    case 'draft':
      await launch(parts, campaign.id, clock.now(), { approvedBy: 'rehearsal', acceptPaceLoss: true });
      return;
    case 'paused':
      await parts.store.write('campaign.resume', { id: campaign.id });
      return;
    case 'scheduled':
    case 'running':
      return;
    case 'finished':
    case 'cancelled':
      throw refuse('cannotRehearse', { name: campaign.name, campaignState: campaign.state }, { where: 'campaign' });
    default:
      assertNever(campaign.state, 'campaign state');
  }
}

/** Jumps to shortly before the first message: until then nothing happens, and a dispatcher that looks every 30 s would take its time. */
async function skipIdle(
  { clock, db, parts }: RehearsalStage,
  request: RehearsalRequest,
  account: Account,
): Promise<void> {
  const first = firstLookAt(db, account.id);
  if (first === null || first - RUN_UP_MS <= clock.now()) return;
  const until = addMs(first, -RUN_UP_MS);
  const waking = wakingAt(parts.zones, request.asleep, until);
  await clock.run({ done: () => false, until: waking ?? until });
}

/** Lets virtual time run until a promise is kept. Rejects as the promise does. */
async function onVirtualTime({ clock }: RehearsalStage, promise: Promise<unknown>): Promise<void> {
  let isOver = false;
  const watched = promise.finally(() => {
    isOver = true;
  });
  watched.catch(() => undefined); // told below, once the clock has stopped
  await clock.run({ done: () => isOver, until: addMs(clock.now(), HOUR) });
  if (!isOver) throw new BugError('The dispatcher neither started nor stopped within an hour of virtual time.');
  await watched;
}

const OVER: ReadonlySet<CampaignState> = new Set(['finished', 'cancelled']);

/** Runs until nothing of the campaign is open, or until a day after the last instant at which anything could still happen. */
async function playUntilOver(
  { clock, db }: RehearsalStage,
  { campaignId }: RehearsalRequest,
  onProgress: (progress: RehearsalProgress) => void,
): Promise<void> {
  let jumps = 0;
  const done = (): boolean => {
    jumps += 1;
    if (jumps % JUMPS_PER_WORD === 0) onProgress(progressOf(db, campaignId));
    return OVER.has(campaignStateOf(db, campaignId));
  };
  for (;;) {
    const last = lastOpenAt(db, campaignId);
    if (last === null || last + DAY <= clock.now()) return;
    if (await clock.run({ done, until: addMs(last, DAY) })) return;
  }
}

function progressOf(db: RehearsalStage['db'], id: RehearsalRequest['campaignId']): RehearsalProgress {
  const { planned, pending, uncertain } = readStatus(db, { id });
  return { done: planned - pending - uncertain, total: planned };
}
