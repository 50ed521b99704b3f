import type { ListedToken, ReadAnswer, SendAnswer } from '#engine/graph/graph-api.ts';
import { answerOfBrokenSend, unansweredSend } from '#engine/graph/no-answer.ts';
import type { Account } from '#shared/domain/account.ts';
import type { CampaignId, NotificationToken } from '#shared/domain/ids.ts';
import { PAUSE_RULES } from '#shared/domain/pause-rule.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { DAY, HOUR } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { STOP_RATE_PAUSE_MS, stopFromAnswer } from './account-effect.ts';
import type { AccountStops } from './account-stops.ts';
import { countAnswer, isBroken, isOneBurst, NO_STREAKS, type Streaks } from './breaker.ts';
import type { ClaimedRow } from './claimed-row.ts';
import { isSkewed } from './clock-watch.ts';
import {
  type DirectEffect,
  decideDirectOutcome,
  isStopOfAsking,
  outcomeForBreaker,
  withoutStop,
} from './direct-outcome.ts';
import type { LaneContext } from './lane-context.ts';
import type { LaneParts } from './lane-parts.ts';
import { decideOutcome, needsTokenRead, type Outcome } from './outcome.ts';
import type { PaceGate } from './pace-gate.ts';
import { isStopRateTooHigh } from './stop-rate.ts';

/** This many refusals of its message in a row pause a campaign (DESIGN 6.3). */
const STRIKES = 3;

/** Takes the answers of one account: decides each, stops what has to stop, hands the rows to the writer (DESIGN 6.3). */
export class AnswerDesk {
  readonly #context: LaneContext;
  readonly #gate: PaceGate;
  readonly #stops: AccountStops;
  readonly #signal: AbortSignal;
  readonly #strikes = new Map<CampaignId, number>();
  #streaks: Streaks = NO_STREAKS;
  /** After a breaker one message goes first. */
  #isHalfOpen = false;
  #isProven = false;
  readonly #provenCampaigns = new Set<CampaignId>();

  constructor(context: LaneContext, lane: LaneParts) {
    this.#context = context;
    this.#gate = lane.gate;
    this.#stops = lane.stops;
    this.#signal = lane.signal;
  }

  /** Whether only one message may be under way: the first real one of an account, or the first after a breaker (DESIGN 6.6, 6.7). */
  isCautious(account: Account): boolean {
    return this.#isHalfOpen || (!account.isPractice && account.provenAt === null && !this.#isProven);
  }

  /** Whether a message of the campaign was accepted since this lane started; the database knows those before. */
  hasAccepted(id: CampaignId): boolean {
    return this.#provenCampaigns.has(id);
  }

  /** Lets one message go first. */
  beCautious(): void {
    this.#isHalfOpen = true;
    this.#streaks = { ...this.#streaks, unanswered: 0 };
  }

  /** Takes one answer; resolves when its row is with the writer. */
  async receive(account: Account, row: ClaimedRow, answer: SendAnswer): Promise<void> {
    const { clock } = this.#context.parts.ports;
    const answeredAt = clock.now();
    this.#gate.noteUsage(answer.usagePercent);
    const isBurst = answer.outcome === 'throttled' && isOneBurst(this.#streaks, answeredAt);
    this.#streaks = countAnswer(this.#streaks, outcomeForBreaker(row.kind, answer), answeredAt);
    const isAskStop = row.kind === 'optin' && isStopOfAsking(answer);
    const pausedUntil = isBurst
      ? this.#streaks.throttledUntil
      : this.#stopIfNeeded(account, isAskStop ? withoutStop(answer) : answer, answeredAt);
    const random = this.#context.parts.ports.random.next();
    const question = { answer, answeredAt, facts: row, pausedUntil, random };
    if (row.kind === 'marketing') {
      const tokenRead = needsTokenRead(answer) ? await this.#readToken(account, row.token) : null;
      const outcome = decideOutcome({ ...question, tokenRead });
      this.#write(account, row, { answer, answeredAt, outcome, effect: 'none' });
      if (answer.outcome === 'accepted') this.#provenCampaigns.add(row.campaignId);
      await this.#countStrike(row.campaignId, outcome);
    } else {
      const { change, effect } = decideDirectOutcome({ ...question, kind: row.kind });
      this.#write(account, row, { answer, answeredAt, outcome: { change, reading: null, isStrike: false }, effect });
    }
    if (answer.outcome === 'accepted') this.#isProven = true;
    if (answer.outcome !== 'uncertain' && answer.outcome !== 'notSent') {
      this.#isHalfOpen = false;
      this.#stops.noteSendAnswered();
    }
  }

  /** A claimed row whose POST never began: back to scheduled (DESIGN 6.1). */
  giveBack(account: Account, row: ClaimedRow): void {
    const answeredAt = this.#context.parts.ports.clock.now();
    const change = { kind: 'scheduled', reason: 'notBegun', nextAt: answeredAt } as const;
    this.#write(account, row, {
      answer: unansweredSend('notSent', 'the POST never began'),
      answeredAt,
      outcome: { change, reading: null, isStrike: false },
      effect: row.kind === 'optin' ? 'notAsked' : 'none',
    });
  }

  /** A call that threw has a bug of ours in it; whether it reached the platform is not known. */
  answerOfBrokenCall(error: unknown): SendAnswer {
    this.#context.parts.ports.logger.error('dispatcher.callBroke', { error: String(error) });
    return answerOfBrokenSend();
  }

  /** Pauses the account when too many people stopped or could not be reached lately (DESIGN 4, Relevance). */
  async guardStopRate(account: Account): Promise<void> {
    if (!this.#context.settings.isStopRateGuarded(account)) return;
    const { clock } = this.#context.parts.ports;
    const now = clock.now();
    const since = addMs(now, -DAY - (now % HOUR));
    const counts = await this.#context.parts.store.read('result.answersSince', { accountId: account.id, since });
    if (!isStopRateTooHigh(counts)) return;
    const detail = `${counts.turnedAway} of ${counts.accepted + counts.turnedAway} in 24 hours stopped or could not be reached`;
    this.#stops.stop({ reason: 'stopRate', until: addMs(now, STOP_RATE_PAUSE_MS), detail });
  }

  #stopIfNeeded(account: Account, answer: SendAnswer, now: EpochMs): EpochMs | null {
    const { random } = this.#context.parts.ports;
    if (isSkewed(answer.platformDate, now)) {
      this.#stops.stop({ reason: 'clockSkew', until: null, detail: skewDetail(answer.platformDate, now) });
    }
    const throttledInARow = this.#streaks.throttles;
    const stop = stopFromAnswer(answer, { now, throttledInARow, random: random.next() });
    if (stop !== null) {
      this.#stops.stop(stop);
      if (stop.reason === 'throttled') this.#streaks = { ...this.#streaks, throttledUntil: stop.until };
      return stop.until;
    }
    if (isBroken(this.#streaks) || (this.#isHalfOpen && this.#streaks.unanswered > 0)) {
      const detail = `${this.#streaks.unanswered} answers in a row settled nothing: ${answer.text ?? 'no text'}`;
      if (!this.#stops.isStanding) this.#stops.stopForBreaker(detail);
    }
    return null;
  }

  async #readToken(account: Account, token: NotificationToken): Promise<ReadAnswer<ListedToken> | null> {
    await this.#gate.pass(this.#signal);
    if (this.#signal.aborted) return null;
    const read = await this.#context.parts.graph.readToken(account, token);
    this.#gate.noteUsage(read.facts.usagePercent);
    return read;
  }

  #write(
    account: Account,
    row: ClaimedRow,
    done: {
      readonly answer: SendAnswer;
      readonly answeredAt: EpochMs;
      readonly outcome: Outcome;
      readonly effect: DirectEffect;
    },
  ): void {
    const { answer, answeredAt, outcome, effect } = done;
    this.#context.writer.add({
      deliveryId: row.id,
      attempt: row.attempt,
      accountId: account.id,
      campaignId: row.campaignId,
      kind: row.kind,
      recipientId: row.recipientId,
      tokenId: row.tokenId,
      effect,
      answeredAt,
      outcome: answer.outcome,
      httpStatus: answer.httpStatus,
      code: answer.code,
      subcode: answer.subcode,
      traceId: answer.traceId,
      text: answer.outcome === 'accepted' ? null : answer.text,
      change: outcome.change,
      reading: outcome.reading,
      coolDownMs: ruleMs(rulePackOf(account, this.#context.parts.rulePacks), 'coolDown'),
    });
  }

  async #countStrike(id: CampaignId, { isStrike }: Outcome): Promise<void> {
    if (!isStrike) {
      this.#strikes.delete(id);
      return;
    }
    const strikes = (this.#strikes.get(id) ?? 0) + 1;
    this.#strikes.set(id, strikes);
    if (strikes < STRIKES) return;
    this.#strikes.delete(id);
    const because = PAUSE_RULES.refusedInARow;
    const { paused } = await this.#context.parts.store.write(
      'result.pauseCampaign',
      { id, because },
      { priority: 'urgent' },
    );
    if (paused) this.#context.events.emit({ kind: 'campaignPaused', campaignId: id, because });
  }
}

function skewDetail(platformDate: EpochMs | null, now: EpochMs): string {
  const minutes = platformDate === null ? 0 : Math.round((now - platformDate) / 60_000);
  return `this computer's clock is ${Math.abs(minutes)} minutes ${minutes > 0 ? 'ahead of' : 'behind'} the platform's`;
}
