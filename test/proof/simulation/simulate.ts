import { setImmediate } from 'node:timers/promises';
import { launch } from '#engine/planner/planner.ts';
import { openInMemory } from '#engine/store/connection.ts';
import { execute, selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { migrate } from '#engine/store/migrate.ts';
import type { Store } from '#engine/store/store.ts';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { DAY, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { insertAccountRow } from '#test/support/workspace-rows.ts';
import { instant, loadZoneTable, zoneNamed } from '#test/support/zone-table.ts';
import { drawSchedule } from './sim-campaigns.ts';
import { judge } from './sim-judge.ts';
import { beginLife, type EngineLife, type SimWorldParts } from './sim-life.ts';
import type { MutateStore } from './mutants.ts';
import { createSimLog, type SimLog, type SometimesName } from './sim-log.ts';
import { peopleWorld, pick, type SimToken } from './sim-people.ts';
import { createSimPlatform } from './sim-platform.ts';
import { drawTrouble, type SimAction, type TimedAction, writeScript } from './sim-script.ts';
import { createSimTime, type Life } from './sim-time.ts';

/** Size of one simulated world. */
export interface SimOptions {
  readonly seed: number;
  readonly days: number;
  readonly people: number;
  /** Keeps every line of the event log. */
  readonly keepLog?: boolean;
  /** Puts a bug in on purpose (RELIABILITY T15); not given = none. */
  readonly mutateStore?: MutateStore;
}

/** How one world ended. */
export interface SimOutcome {
  readonly seed: number;
  /** Broken promises in plain sentences; empty = none. */
  readonly violations: readonly string[];
  /** Hash of the whole event log: the same seed gives the same. */
  readonly hash: string;
  readonly reached: Readonly<Record<SometimesName, number>>;
  readonly posts: number;
  readonly accepted: number;
  readonly lines: readonly string[];
}

/** Days on which clocks change somewhere in the simulated zones, and a plain one. */
const STARTS = [
  '2026-10-23T06:00:00Z',
  '2026-10-30T06:00:00Z',
  '2027-03-12T06:00:00Z',
  '2027-03-26T06:00:00Z',
  '2027-04-02T06:00:00Z',
  '2026-11-24T06:00:00Z',
] as const;

/** After the last trouble a world gets this long; messages planned for later than that, such as those of monthly tokens, may stay. */
const EXTRA_DAYS = 3;

/** How far a clock may be wrong without anybody noticing: 5 minutes at each of two messages (DESIGN 5). */
const CLOCK_SLACK_MS = 10 * MINUTE;

const zones = loadZoneTable();
const rulePacks = loadRulePacks();

/** Plays one world: engine, platform, network, clock, disk and user all driven by one seed (RELIABILITY T5). */
export async function simulate(options: SimOptions): Promise<SimOutcome> {
  const world = new SimWorld(options);
  await world.play();
  return world.outcome();
}

/** One world while it is played. */
class SimWorld {
  readonly #options: SimOptions;
  readonly #random;
  readonly #log: SimLog;
  readonly #db: WritableDb = openInMemory();
  readonly #parts: SimWorldParts;
  readonly #user: Store;
  readonly #accountId: AccountId;
  readonly #tokens: readonly SimToken[];
  readonly #start: EpochMs;
  readonly #script: readonly TimedAction[];
  #engine: EngineLife | null = null;
  #lives = 0;
  #campaigns = 0;
  #awayMs = MINUTE;
  #failure: unknown = null;
  #lastTime: CampaignSchedule['time'] | null = null;
  #isCalm = false;
  #wasClockWrong = false;
  readonly #computer: Life = { alive: true };
  readonly #isLaptop: boolean;
  readonly #troublesAt: number[] = [];
  #nextDeedAt: EpochMs;
  #looks = 0;

  constructor(options: SimOptions) {
    this.#options = options;
    this.#random = createSeededRandom(options.seed);
    this.#log = createSimLog(options.keepLog ?? false);
    this.#start = instant(pick(STARTS, this.#random));
    this.#nextDeedAt = this.#start;
    this.#isLaptop = this.#random.next() < 0.7;
    const time = createSimTime(this.#start, () => setImmediate());
    migrate(this.#db);
    const coolDownMs = 24 * 60 * MINUTE;
    const platform = createSimPlatform({
      time,
      random: createSeededRandom(options.seed + 1),
      log: this.#log,
      coolDownMs,
      zone: 'Europe/Rome',
      onCarriedOut: () => undefined,
    });
    this.#accountId = insertAccountRow(this.#db, {
      page_id: platform.pageId,
      page_zone: 'Europe/Rome',
      pace_per_second: pick([2, 10, 50], this.#random),
      is_practice: this.#random.next() < 0.5 ? 1 : 0,
    }) as AccountId; // row id
    const people = peopleWorld(this.#db, this.#accountId, { ...options, random: this.#random, start: this.#start });
    platform.practice.loadTokens(people.loaded);
    this.#tokens = people.tokens;
    this.#parts = {
      db: this.#db,
      time,
      platform,
      random: this.#random,
      log: this.#log,
      zones,
      rulePacks,
      mutateStore: options.mutateStore ?? ((store) => store),
    };
    this.#user = this.#parts.mutateStore(openInlineStore(this.#db), this.#db);
    this.#script = writeScript(this.#random, options.days);
  }

  async play(): Promise<void> {
    const { time } = this.#parts;
    this.#startEngine();
    for (const { atMs, action } of this.#script) {
      this.#nextDeedAt = addMs(this.#start, atMs);
      await time.run(this.#nextDeedAt, () => this.#failure !== null || this.#doze());
      if (this.#failure !== null) throw this.#failure;
      this.#log.note(time.trueNow(), 'action', action);
      this.#act(action);
    }
    await this.#calm();
    this.#nextDeedAt = this.#end;
    await time.run(this.#end, () => this.#failure !== null || this.#doze() || this.#isOver());
    if (this.#failure !== null) throw this.#failure;
  }

  outcome(): SimOutcome {
    const { platform } = this.#parts;
    const rows = selectAll(this.#db, 'SELECT * FROM delivery ORDER BY id');
    this.#log.note(this.#parts.time.trueNow(), 'rows', rows);
    this.#noteReached();
    const rules = rulePacks.get('seed');
    if (rules === undefined) throw new Error('The rule pack "seed" is gone.');
    const violations = judge({
      db: this.#db,
      posts: platform.posts,
      tokens: new Map(this.#tokens.map((token) => [token.token, token])),
      table: zones,
      pageZone: zoneNamed(zones, 'Europe/Rome'),
      coolDownMs: ruleMs(rules, 'coolDown'),
      personGapMs: DEFAULT_GUARDS.personGapMs ?? 0,
      endedAt: this.#end,
      slackMs: this.#wasClockWrong ? CLOCK_SLACK_MS : 0,
      acceptedBefore: new Map(this.#tokens.flatMap(({ token, acceptedBefore }) => (acceptedBefore === null ? [] : [[token, acceptedBefore]]))),
    });
    const halted = this.#engine?.dispatcher.halted ?? null;
    const hash = this.#log.hash();
    this.#db.close();
    platform.practice.close();
    return {
      seed: this.#options.seed,
      violations: halted === null ? violations : [...violations, `A-10: sending halted: ${halted}`],
      hash,
      reached: this.#log.reachedCounts,
      posts: platform.posts.length,
      accepted: platform.posts.filter(({ acceptedAt }) => acceptedAt !== null).length,
      lines: this.#log.lines,
    };
  }

  #startEngine(): void {
    this.#lives += 1;
    this.#log.note(this.#parts.time.trueNow(), 'engine starts', { life: this.#lives });
    const engine = beginLife(this.#parts, this.#options.seed * 1_000 + this.#lives, () => this.#comeBackLater());
    this.#engine = engine;
    engine.dispatcher.start().catch((error: unknown) => {
      // A full disk at the start ends the program; a person starts it again.
      if (!(error instanceof DomainError)) this.#failure = error;
      else if (engine.life.alive) {
        engine.life.alive = false;
        this.#comeBackLater();
      }
    });
  }

  #comeBackLater(): void {
    const { time } = this.#parts;
    time.outside(this.#awayMs, () => time.inside(this.#computer, 0, () => this.#startEngine()));
  }

  /**
   * Most computers go to sleep when nothing happens: until shortly before something is due. Without this, nearly all of a world's work
   * would be looks that find nothing.
   *
   * @returns always false: the world goes on.
   */
  #doze(): false {
    this.#looks += 1;
    const { time } = this.#parts;
    if (!this.#isLaptop || this.#looks % 32 !== 0 || time.skewMs !== 0 || time.isAsleep()) return false;
    if (this.#engine?.life.alive !== true) return false;
    const row = selectOne(
      this.#db,
      `SELECT min(at) AS at FROM (
         SELECT min(next_at_ms) AS at FROM delivery WHERE state IN ('scheduled', 'uncertain')
         UNION ALL SELECT 0 FROM delivery WHERE state = 'sending'
         UNION ALL SELECT min(stopped_until_at_ms) FROM account)`,
    );
    const next = Math.min(Number(row?.['at'] ?? this.#nextDeedAt), this.#nextDeedAt, ...this.#troublesAt.filter((at) => at > time.trueNow()));
    if (next - time.trueNow() > 5 * MINUTE) time.suspend(next - time.trueNow() - MINUTE, this.#looks % 64 === 0);
    return false;
  }

  #wallNow(): EpochMs {
    const { time } = this.#parts;
    return addMs(time.trueNow(), time.skewMs);
  }

  #act(action: SimAction): void {
    const { time, platform } = this.#parts;
    const engine = this.#engine?.life.alive === true ? this.#engine : null;
    switch (action.kind) {
      case 'kill':
        this.#awayMs = action.awayMs;
        engine?.killAt(action.spot, action.count);
        return;
      case 'stop':
        this.#awayMs = action.awayMs;
        if (engine !== null) this.#stopOrderly(engine);
        return;
      case 'sleep':
        this.#log.reached('sleep');
        time.suspend(action.forMs, action.isSteadyStill);
        return;
      case 'skew':
        this.#log.reached('clockStep');
        this.#wasClockWrong = true;
        time.setSkew(action.ms);
        time.outside(action.forMs, () => time.setSkew(0));
        return;
      case 'throttle':
        platform.throttledUntil = time.trueNow() + action.forMs;
        return;
      case 'down':
        platform.downUntil = time.trueNow() + action.forMs;
        return;
      case 'faults':
        platform.faultRate = action.rate;
        time.outside(action.forMs, () => {
          platform.faultRate = 0;
        });
        return;
      case 'diskFull':
        if (engine === null) return;
        engine.isDiskFull = true;
        time.outside(action.forMs, () => {
          engine.isDiskFull = false;
        });
        return;
      default:
        // A person acts on a computer that is awake.
        time.inside(this.#computer, 0, () => this.#watch(this.#actAsPerson(action)));
    }
  }

  #stopOrderly(engine: EngineLife): void {
    this.#log.reached('orderlyStop');
    void engine.dispatcher.stop().then(() => {
      if (!engine.life.alive) return;
      engine.life.alive = false;
      this.#comeBackLater();
    });
  }

  #watch(work: Promise<void>): void {
    work.catch((error: unknown) => {
      this.#failure = error;
    });
  }

  async #actAsPerson(action: SimAction): Promise<void> {
    await this.#do(action);
    this.#engine?.dispatcher.nudge();
  }

  async #do(action: SimAction): Promise<void> {
    switch (action.kind) {
      case 'launch':
        return this.#launch();
      case 'pause':
        return this.#pause(action.forMs);
      case 'cancel':
        return this.#cancel();
      case 'personStops':
        return this.#personStops();
      case 'newerList':
        return this.#newerList();
      default:
        throw new Error(`Nobody does ${action.kind}.`);
    }
  }

  async #launch(): Promise<void> {
    this.#campaigns += 1;
    const at = this.#wallNow();
    const schedule = drawSchedule(this.#random, at, this.#lastTime);
    this.#lastTime = schedule.time;
    const campaignId = await this.#user.write('campaign.insert', {
      accountId: this.#accountId,
      name: `Campaign ${this.#campaigns}`,
      topics: this.#random.next() < 0.7 ? [] : ['Offers'],
      messageJson: JSON.stringify({ text: `Campaign ${this.#campaigns}` }),
      schedule,
      createdAt: at,
    });
    const parts = { store: this.#user, zones, rulePacks };
    const launched = await launch(parts, campaignId, at, { approvedBy: 'person', acceptPaceLoss: true });
    this.#log.note(this.#parts.time.trueNow(), 'launched', launched);
    this.#gatherTrouble(campaignId);
  }

  /** Trouble comes when messages leave: else most of it would pass unnoticed. */
  #gatherTrouble(id: CampaignId): void {
    const { time } = this.#parts;
    const rows = selectAll(this.#db, `SELECT DISTINCT due_at_ms AS at FROM delivery WHERE campaign_id = ? AND state = 'scheduled' ORDER BY 1`, [id]);
    for (const row of rows) {
      if (this.#random.next() < 0.3) continue;
      const action = drawTrouble(this.#random);
      const fromNow = Number(row['at']) - time.trueNow() + Math.floor((this.#random.next() - 0.6) * 5_000);
      if (fromNow <= 0) continue;
      this.#troublesAt.push(time.trueNow() + fromNow);
      time.outside(fromNow, () => this.#strike(action));
    }
  }

  #strike(action: SimAction): void {
    if (this.#isCalm) return;
    this.#log.note(this.#parts.time.trueNow(), 'action', action);
    this.#act(action);
  }

  async #pause(forMs: number): Promise<void> {
    const id = this.#someCampaign(['scheduled', 'running']);
    if (id === null) return;
    this.#log.reached('paused');
    await this.#user.write('campaign.pause', { id });
    this.#parts.time.inside(this.#computer, forMs, () => this.#watch(this.#resume(id)));
  }

  async #resume(id: CampaignId): Promise<void> {
    const row = selectOne(this.#db, 'SELECT state FROM campaign WHERE id = ?', [id]);
    if (row?.['state'] !== 'paused') return;
    await this.#user.write('campaign.resume', { id });
    this.#engine?.dispatcher.nudge();
  }

  async #cancel(): Promise<void> {
    const id = this.#someCampaign(['scheduled', 'running', 'paused']);
    if (id === null) return;
    const open = selectOne(this.#db, `SELECT count(*) AS n FROM delivery WHERE campaign_id = ? AND state IN ('sending', 'uncertain')`, [id]);
    if (Number(open?.['n']) > 0) this.#log.reached('cancelledWhileSending');
    await this.#user.write('campaign.cancel', { id, at: this.#wallNow() });
  }

  #someCampaign(states: readonly string[]): CampaignId | null {
    const rows = selectAll(this.#db, 'SELECT id FROM campaign WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id', [JSON.stringify(states)]);
    return rows.length === 0 ? null : (Number(pick(rows, this.#random)['id']) as CampaignId); // row id
  }

  /** Somebody stops a topic in the app; only the platform knows. */
  #personStops(): void {
    this.#log.reached('personStopped');
    this.#parts.platform.practice.handle({
      method: 'POST',
      path: `/practice/tokens/${pick(this.#tokens, this.#random).token}`,
      headers: { host: '127.0.0.1', 'content-type': 'application/json' },
      body: JSON.stringify({ action: this.#random.next() < 0.8 ? 'stop' : 'resume' }),
    });
  }

  /** A newer list is taken in: some stops and next eligible times as the platform has them now. */
  #newerList(): void {
    this.#log.reached('newerList');
    const at = this.#wallNow();
    for (const { token } of this.#tokens.filter(() => this.#random.next() < 0.3)) {
      const { body } = this.#parts.platform.practice.handle({
        method: 'GET',
        path: `/v25.0/notification_messages_${token}`,
        headers: { authorization: `Bearer ${this.#parts.platform.accessToken}`, host: '127.0.0.1' },
        body: '',
      });
      const told = (JSON.parse(body) as { readonly next_eligible_time?: number }).next_eligible_time;
      if (told === undefined || told === 0) continue;
      execute(
        this.#db,
        `INSERT INTO token_ledger (token_id, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms)
         SELECT id, ?, 'platform', ? FROM notification_token WHERE token = ?
         ON CONFLICT DO UPDATE SET next_eligible_at_ms = excluded.next_eligible_at_ms, next_eligible_source = 'platform',
           next_eligible_read_at_ms = excluded.next_eligible_read_at_ms`,
        [told * 1_000, at, token],
      );
    }
  }

  /** The troubles end; whoever is paused goes on. */
  async #calm(): Promise<void> {
    const { time, platform } = this.#parts;
    this.#isCalm = true;
    this.#log.note(time.trueNow(), 'calm');
    platform.faultRate = 0;
    platform.throttledUntil = 0;
    platform.downUntil = 0;
    time.setSkew(0);
    for (const row of selectAll(this.#db, `SELECT id FROM campaign WHERE state = 'paused'`)) {
      await this.#resume(Number(row['id']) as CampaignId); // row id
    }
    if (this.#engine?.life.alive === true) this.#engine.isDiskFull = false;
  }

  /** Looked at once in a while only: the question costs more than a tick. */
  #isOver(): boolean {
    if (this.#looks % 64 !== 0) return false;
    const row = selectOne(
      this.#db,
      `SELECT EXISTS (SELECT 1 FROM delivery WHERE state = 'scheduled' AND next_at_ms <= ?1)
         OR EXISTS (SELECT 1 FROM delivery WHERE state = 'sending')
         OR EXISTS (SELECT 1 FROM delivery WHERE state = 'uncertain' AND next_at_ms IS NOT NULL) AS is_open`,
      [this.#end],
    );
    return row?.['is_open'] === 0;
  }

  /** When the world ends at the latest. */
  get #end(): EpochMs {
    return addMs(this.#start, (this.#options.days + EXTRA_DAYS) * DAY);
  }

  #noteReached(): void {
    const count = (name: SometimesName, text: string): void => {
      if (Number(selectOne(this.#db, `SELECT count(*) AS n FROM ${text}`)?.['n']) > 0) this.#log.reached(name);
    };
    count('uncertain', `attempt WHERE outcome = 'uncertain'`);
    count('settledSent', `delivery WHERE reason = 'provenByReadBack'`);
    count('settledNotSent', `read_back WHERE verdict = 'notSent'`);
    count('crashedWhileSending', `attempt WHERE text LIKE 'the program ended%'`);
    count('gap', `slot WHERE note = 'gap'`);
    count('overlap', `slot WHERE note = 'overlap'`);
    count('moved', `delivery d JOIN slot s ON s.id = d.slot_id WHERE d.due_at_ms BETWEEN s.due_at_ms + 1 AND s.due_at_ms + 600000`);
    count('nextWindow', `delivery d JOIN slot s ON s.id = d.slot_id WHERE d.due_at_ms > s.due_at_ms + 600000`);
    count('late', `delivery WHERE state = 'missed' AND reason = 'late'`);
    count('coolDownSkip', `delivery WHERE state = 'skipped' AND reason = 'coolDown'`);
    count('sameRecipient', `delivery WHERE state = 'skipped' AND reason = 'sameRecipient'`);
    count('legacyToken', `delivery d JOIN notification_token t ON t.id = d.token_id WHERE d.state = 'sent' AND t.frequency IS NOT NULL`);
  }
}
