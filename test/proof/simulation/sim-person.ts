import { launch } from '#engine/planner/planner.ts';
import { execute, selectAll, selectOne } from '#engine/store/database.ts';
import type { Store } from '#engine/store/store.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import { drawSchedule } from './sim-campaigns.ts';
import type { SimWorldParts } from './sim-life.ts';
import { pick, type SimToken } from './sim-people.ts';
import type { PersonAction } from './sim-script.ts';

/** What the people of a world do their deeds with. */
export interface SimPersonParts {
  readonly world: SimWorldParts;
  /** The store as a command of a person has it. */
  readonly user: Store;
  readonly accountId: AccountId;
  readonly tokens: readonly SimToken[];
  /** Told of every campaign that was launched. */
  readonly onLaunched: (id: CampaignId) => void;
  /** Does something later, on a computer that is awake. */
  readonly later: (afterMs: number, deed: () => Promise<void>) => void;
}

/** The person who uses Sundial, and the people who get messages. */
export class SimPerson {
  readonly #parts: SimPersonParts;
  #campaigns = 0;
  #lastTime: CampaignSchedule['time'] | null = null;

  constructor(parts: SimPersonParts) {
    this.#parts = parts;
  }

  /** Does one deed. */
  async act(action: PersonAction): Promise<void> {
    switch (action.kind) {
      case 'launch':
        await this.#launch();
        return;
      case 'pause':
        await this.#pause(action.forMs);
        return;
      case 'cancel':
        await this.#cancel();
        return;
      case 'personStops':
        this.#personStops();
        return;
      case 'newerList':
        this.#newerList();
        return;
    }
  }

  /** Lets every paused campaign go on. */
  async resumeAll(): Promise<void> {
    const rows = selectAll(this.#parts.world.db, `SELECT id FROM campaign WHERE state = 'paused'`);
    for (const row of rows) await this.#resume(Number(row['id']) as CampaignId); // row id
  }

  async #launch(): Promise<void> {
    const { world, user, accountId } = this.#parts;
    this.#campaigns += 1;
    const name = `Campaign ${this.#campaigns}`;
    const at = this.#wallNow();
    const schedule = drawSchedule(world.random, at, this.#lastTime);
    this.#lastTime = schedule.time;
    const id = await user.write('campaign.insert', {
      accountId,
      name,
      topics: world.random.next() < 0.7 ? [] : ['Offers'],
      messageJson: JSON.stringify({ text: name }),
      schedule,
      createdAt: at,
    });
    const parts = { store: user, zones: world.zones, rulePacks: world.rulePacks };
    const launched = await launch(parts, id, at, { approvedBy: 'person', acceptPaceLoss: true });
    world.log.note(world.time.trueNow(), 'launched', launched);
    this.#parts.onLaunched(id);
  }

  async #pause(forMs: number): Promise<void> {
    const { world, user, later } = this.#parts;
    const id = this.#someCampaign(['scheduled', 'running']);
    if (id === null) return;
    world.log.reached('paused');
    await user.write('campaign.pause', { id });
    later(forMs, () => this.#resume(id));
  }

  async #resume(id: CampaignId): Promise<void> {
    const { world, user } = this.#parts;
    if (selectOne(world.db, 'SELECT state FROM campaign WHERE id = ?', [id])?.['state'] !== 'paused') return;
    await user.write('campaign.resume', { id });
  }

  async #cancel(): Promise<void> {
    const { world, user } = this.#parts;
    const id = this.#someCampaign(['scheduled', 'running', 'paused']);
    if (id === null) return;
    const open = selectOne(
      world.db,
      `SELECT count(*) AS n FROM delivery WHERE campaign_id = ? AND state IN ('sending', 'uncertain')`,
      [id],
    );
    if (Number(open?.['n']) > 0) world.log.reached('cancelledWhileSending');
    await user.write('campaign.cancel', { id, at: this.#wallNow() });
  }

  #someCampaign(states: readonly string[]): CampaignId | null {
    const { db, random } = this.#parts.world;
    const rows = selectAll(db, 'SELECT id FROM campaign WHERE state IN (SELECT value FROM json_each(?)) ORDER BY id', [
      JSON.stringify(states),
    ]);
    return rows.length === 0 ? null : (Number(pick(rows, random)['id']) as CampaignId); // row id
  }

  /** Somebody stops a topic, or takes it up again; only the platform knows. */
  #personStops(): void {
    const { world, tokens } = this.#parts;
    world.log.reached('personStopped');
    world.platform.practice.handle({
      method: 'POST',
      path: `/practice/tokens/${pick(tokens, world.random).token}`,
      headers: { host: '127.0.0.1', 'content-type': 'application/json' },
      body: JSON.stringify({ action: world.random.next() < 0.8 ? 'stop' : 'resume' }),
    });
  }

  /** A newer list is taken in: next eligible times as the platform has them now. */
  #newerList(): void {
    const { world, tokens } = this.#parts;
    world.log.reached('newerList');
    const at = this.#wallNow();
    for (const { token } of tokens.filter(() => world.random.next() < 0.3)) {
      const told = this.#askPlatform(token);
      if (told === null) continue;
      execute(
        world.db,
        `INSERT INTO token_ledger (token_id, next_eligible_at_ms, next_eligible_source, next_eligible_read_at_ms)
         SELECT id, ?, 'platform', ? FROM notification_token WHERE token = ?
         ON CONFLICT DO UPDATE SET next_eligible_at_ms = excluded.next_eligible_at_ms, next_eligible_source = 'platform',
           next_eligible_read_at_ms = excluded.next_eligible_read_at_ms`,
        [told, at, token],
      );
    }
  }

  /** Next eligible time of a token in milliseconds; `null` = the platform tells none. */
  #askPlatform(token: string): number | null {
    const { practice, accessToken } = this.#parts.world.platform;
    const { body } = practice.handle({
      method: 'GET',
      path: `/v25.0/notification_messages_${token}`,
      headers: { authorization: `Bearer ${accessToken}`, host: '127.0.0.1' },
      body: '',
    });
    const told = (JSON.parse(body) as { readonly next_eligible_time?: number }).next_eligible_time;
    return told === undefined || told === 0 ? null : told * 1_000;
  }

  #wallNow(): EpochMs {
    const { time } = this.#parts.world;
    return addMs(time.trueNow(), time.skewMs);
  }
}
