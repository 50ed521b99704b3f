import type { Account } from '#shared/domain/account.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { type EpochMs, toIso } from '#shared/time/instant.ts';
import { readStatus } from '../store/operations/campaigns-status.ts';
import { endedByHour, launchedSchedules, playedMessages } from '../store/operations/rehearsal-facts.ts';
import { findViolations, type Violation } from './find-violations.ts';
import type { RehearsalReport, TimelineHour } from './rehearsal-report.ts';
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
  return {
    ...readStatus(db, { id: played.campaign.id }),
    virtualFrom: toIso(played.from),
    virtualTo: toIso(played.endedAt),
    violations: violationsOf(stage, played),
    rulePack: played.rules.name,
    timeline: timelineOf(endedByHour(db, played.campaign.id, played.from)),
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

function timelineOf(ended: ReturnType<typeof endedByHour>): readonly TimelineHour[] {
  const hours = [...new Set(ended.map(({ hourAt }) => hourAt))];
  return hours.map((hourAt) => {
    const of = (state: string): number => ended.find((row) => row.hourAt === hourAt && row.state === state)?.count ?? 0;
    return {
      hour: toIso(hourAt),
      sent: of('sent'),
      missed: of('missed'),
      skipped: of('skipped'),
      failed: of('failed'),
    };
  });
}
