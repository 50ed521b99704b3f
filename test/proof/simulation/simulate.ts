import { setImmediate } from 'node:timers/promises';
import { openInMemory } from '#engine/store/connection.ts';
import { selectAll, selectOne, type WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { migrate } from '#engine/store/migrate.ts';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { DEFAULT_GUARDS } from '#shared/rules/guards.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { DAY, MINUTE } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { insertAccountRow } from '#test/support/workspace-rows.ts';
import { instant, loadZoneTable, zoneNamed } from '#test/support/zone-table.ts';
import type { MutateStore } from './mutants.ts';
import { judge } from './sim-judge.ts';
import { beginLife, type EngineLife, type SimWorldParts } from './sim-life.ts';
import { createSimLog, type SimLog, type SometimesName } from './sim-log.ts';
import { peopleWorld, pick, type SimToken } from './sim-people.ts';
import { SimPerson } from './sim-person.ts';
import { createSimPlatform } from './sim-platform.ts';
import type { Life } from './sim-queue.ts';
import { noteReached } from './sim-reached.ts';
import {
  drawTrouble,
  isPersonAction,
  type MachineAction,
  type SimAction,
  type TimedAction,
  writeScript,
} from './sim-script.ts';
import { createSimTime } from './sim-time.ts';

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
  readonly #person: SimPerson;
  readonly #tokens: readonly SimToken[];
  readonly #start: EpochMs;
  readonly #script: readonly TimedAction[];
  #engine: EngineLife | null = null;
  #lives = 0;
  #awayMs = MINUTE;
  #failure: Error | null = null;
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
    const accountId = insertAccountRow(this.#db, {
      page_id: platform.pageId,
      page_zone: 'Europe/Rome',
      pace_per_second: pick([2, 10, 50], this.#random),
      is_practice: this.#random.next() < 0.5 ? 1 : 0,
    }) as AccountId; // row id
    const people = peopleWorld(this.#db, accountId, { ...options, random: this.#random, start: this.#start });
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
    this.#person = new SimPerson({
      world: this.#parts,
      user: this.#parts.mutateStore(openInlineStore(this.#db), this.#db),
      accountId,
      tokens: this.#tokens,
      onLaunched: (id) => this.#gatherTrouble(id),
      later: (afterMs, deed) => this.#later(afterMs, deed),
    });
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
    noteReached(this.#db, this.#log);
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
      acceptedBefore: new Map(
        this.#tokens.flatMap(({ token, acceptedBefore }) => (acceptedBefore === null ? [] : [[token, acceptedBefore]])),
      ),
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
      if (!(error instanceof DomainError)) this.#fail(error);
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
    const next = Math.min(
      Number(row?.['at'] ?? this.#nextDeedAt),
      this.#nextDeedAt,
      ...this.#troublesAt.filter((at) => at > time.trueNow()),
    );
    if (next - time.trueNow() > 5 * MINUTE) time.suspend(next - time.trueNow() - MINUTE, this.#looks % 64 === 0);
    return false;
  }

  #act(action: SimAction): void {
    if (!isPersonAction(action)) {
      this.#trouble(action, this.#engine?.life.alive === true ? this.#engine : null);
      return;
    }
    this.#later(0, () => this.#person.act(action));
  }

  /** A person acts on a computer that is awake; the engine, if one runs, is told. */
  #later(afterMs: number, deed: () => Promise<void>): void {
    this.#parts.time.inside(this.#computer, afterMs, () => {
      deed().then(
        () => this.#engine?.dispatcher.nudge(),
        (error: unknown) => this.#fail(error),
      );
    });
  }

  #trouble(action: MachineAction, engine: EngineLife | null): void {
    const { time, platform } = this.#parts;
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
        this.#setClockWrong(action);
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
        if (engine !== null) this.#fillDisk(engine, action.forMs);
        return;
      default:
        assertNever(action, 'trouble');
    }
  }

  #setClockWrong({ ms, forMs }: MachineAction & { readonly kind: 'skew' }): void {
    const { time } = this.#parts;
    this.#log.reached('clockStep');
    this.#wasClockWrong = true;
    time.setSkew(ms);
    time.outside(forMs, () => time.setSkew(0));
  }

  #fillDisk(engine: EngineLife, forMs: number): void {
    engine.isDiskFull = true;
    this.#parts.time.outside(forMs, () => {
      engine.isDiskFull = false;
    });
  }

  #stopOrderly(engine: EngineLife): void {
    this.#log.reached('orderlyStop');
    void engine.dispatcher.stop().then(() => {
      if (!engine.life.alive) return;
      engine.life.alive = false;
      this.#comeBackLater();
    });
  }

  /** Trouble comes when messages leave: else most of it would pass unnoticed. */
  #gatherTrouble(id: CampaignId): void {
    const { time } = this.#parts;
    const rows = selectAll(
      this.#db,
      `SELECT DISTINCT due_at_ms AS at FROM delivery WHERE campaign_id = ? AND state = 'scheduled' ORDER BY 1`,
      [id],
    );
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

  #fail(error: unknown): void {
    this.#failure = error instanceof Error ? error : new Error(String(error));
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
    await this.#person.resumeAll();
    this.#engine?.dispatcher.nudge();
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
}
