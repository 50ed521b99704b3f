import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { HOUR, MINUTE } from '#shared/time/duration.ts';
import { type EpochMs, toIso } from '#shared/time/instant.ts';
import { readStatus } from '../store/operations/campaigns-status.ts';
import { endedByStretch, launchedSchedules, playedMessages } from '../store/operations/rehearsal-facts.ts';
import { findViolations, type Violation } from './find-violations.ts';
import type { EndedCounts, RehearsalReport, TimelineHour } from './rehearsal-report.ts';
import type { RehearsalStage } from './rehearsal-stage.ts';

/** What a play leaves for its report. */
export interface PlayedCampaign {
  readonly campaign: Pick<Campaign, 'id'>;
  readonly account: Pick<Account, 'id'>;
  readonly rules: RulePack;
  readonly from: EpochMs;
  readonly endedAt: EpochMs;
  /** Latest acceptance on a token before the play. */
  readonly acceptedBefore: ReadonlyMap<string, EpochMs>;
}

/** Counts what became of the messages and compares the platform's ledger with the rules. */
export function reportRehearsal(stage: RehearsalStage, played: PlayedCampaign): RehearsalReport {
  const { db } = stage;
  const ended = { id: played.campaign.id, from: played.from };
  return {
    ...readStatus(db, { id: played.campaign.id }),
    virtualFrom: toIso(played.from),
    virtualTo: toIso(played.endedAt),
    violations: violationsOf(stage, played),
    rulePack: played.rules.name,
    timeline: timelineOf(endedByStretch(db, { ...ended, everyMs: HOUR })),
    minutes: stretchesOf(endedByStretch(db, { ...ended, everyMs: MINUTE })),
  };
}

function violationsOf({ db, parts, platform }: RehearsalStage, played: PlayedCampaign): readonly Violation[] {
  const facts = {
    accepted: platform.accepted(),
    refusedTooEarly: platform.refusedTooEarly(),
    messages: playedMessages(db, played.account.id, played.from),
    acceptedBefore: played.acceptedBefore,
  };
  return findViolations(facts, {
    table: parts.zones,
    coolDownMs: ruleMs(played.rules, 'coolDown'),
    personGapMs: DEFAULT_GUARDS.personGapMs,
    schedules: launchedSchedules(db, played.account.id),
  });
}

type Ended = ReturnType<typeof endedByStretch>;

function timelineOf(ended: Ended): readonly TimelineHour[] {
  return stretchesOf(ended).map(({ at, ...counts }) => ({ hour: toIso(at), ...counts }));
}

function stretchesOf(ended: Ended): readonly (EndedCounts & { readonly at: EpochMs })[] {
  const stretches = new Map<EpochMs, { -readonly [State in keyof EndedCounts]: number }>();
  for (const { at, state, count } of ended) {
    const counts = stretches.get(at) ?? { sent: 0, missed: 0, skipped: 0, failed: 0 };
    stretches.set(at, counts);
    if (isCounted(state)) counts[state] += count;
  }
  return [...stretches].map(([at, counts]) => ({ at, ...counts }));
}

function isCounted(state: string): state is keyof EndedCounts {
  return state === 'sent' || state === 'missed' || state === 'skipped' || state === 'failed';
}
