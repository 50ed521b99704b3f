import { Dispatcher } from '#engine/dispatcher/dispatcher.ts';
import type { EngineParts } from '#engine/engine-parts.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import type { HostPorts, Random } from '#engine/ports.ts';
import type { WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { CallOptions, Store } from '#engine/store/store.ts';
import { NO_PICTURES } from '#host/no-pictures.ts';
import { createSeededRandom } from '#host/rehearsal-random.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { AccessToken } from '#shared/domain/ids.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { createFixedVault } from '#test/support/fixed-vault.ts';
import type { MutateStore } from './mutants.ts';
import type { SimLog, SometimesName } from './sim-log.ts';
import type { SimPlatform } from './sim-platform.ts';
import type { Life } from './sim-queue.ts';
import type { SimTime } from './sim-time.ts';

/** What every life of the engine works on. */
export interface SimWorldParts {
  readonly db: WritableDb;
  readonly time: SimTime;
  readonly platform: SimPlatform;
  readonly random: Random;
  readonly log: SimLog;
  readonly zones: ZoneTable;
  readonly rulePacks: ReadonlyMap<string, RulePack>;
  /** Bugs put in on purpose, to see that the judge finds them (RELIABILITY T15). */
  readonly mutateStore: MutateStore;
}

/** Where a process is killed: around the commit of a claim or a result, around a POST, or at any other look into the database. */
export const KILL_SPOTS = [
  'beforeClaim',
  'afterClaim',
  'beforeRecord',
  'afterRecord',
  'beforePost',
  'afterPost',
  'anywhere',
] as const;
/** See {@link KILL_SPOTS}. */
export type KillSpot = (typeof KILL_SPOTS)[number];

/** Rare moments that a kill can hit. */
const MOMENTS: Readonly<Partial<Record<KillSpot, SometimesName>>> = {
  afterClaim: 'killedBetweenClaimAndPost',
  afterPost: 'killedBetweenPostAndAnswer',
  beforeRecord: 'killedBetweenAnswerAndRecord',
};

const SPOTS_OF_WRITE: Readonly<Record<string, readonly [before: KillSpot, after: KillSpot]>> = {
  'claim.group': ['beforeClaim', 'afterClaim'],
  'result.record': ['beforeRecord', 'afterRecord'],
};

/** One life of the engine, from its start to its death or orderly end. */
export interface EngineLife {
  readonly life: Life;
  readonly dispatcher: Dispatcher;
  readonly parts: EngineParts;
  /** Kills this life the `count`-th time it comes to a spot; nothing it has begun ever returns. */
  killAt(spot: KillSpot, count: number): void;
  /** Until this is false again, every write finds the disk full. */
  isDiskFull: boolean;
}

/**
 * Begins a life: a new dispatcher on the same database, as after a start of the program. What the life before it left in memory is gone.
 *
 * @param onDeath - called the moment a kill strikes.
 */
export function beginLife(world: SimWorldParts, seed: number, onDeath: () => void): EngineLife {
  const life: Life = { alive: true };
  const kill = { spot: null as KillSpot | null, left: 0 };
  const state = { isDiskFull: false };
  /** Whether the process is dead now, after counting this spot. */
  const strikes = (spot: KillSpot): boolean => {
    if (!life.alive) return true;
    if (kill.spot !== spot) return false;
    kill.left -= 1;
    if (kill.left > 0) return false;
    life.alive = false;
    world.log.note(world.time.trueNow(), 'killed', { spot });
    const moment = MOMENTS[spot];
    if (moment !== undefined) world.log.reached(moment);
    onDeath();
    return true;
  };
  const store = mortalStore(world, strikes, state);
  const clock = world.time.clockOf(life);
  const port = world.platform.portOf(life);
  const http: HostPorts['http'] = {
    request: async (request) => {
      const isSend = request.method === 'POST';
      if (strikes(isSend ? 'beforePost' : 'anywhere')) return never();
      const answered = port.request(request);
      // The request has left; the process dies while it travels.
      return isSend && strikes('afterPost') ? never() : answered;
    },
    close: async () => undefined,
  };
  const accessToken = world.platform.accessToken as AccessToken; // the practice platform's own
  const silent = (): void => undefined;
  const note = (event: string, facts?: unknown): void => world.log.note(world.time.trueNow(), event, facts);
  const ports: HostPorts = {
    clock,
    random: createSeededRandom(seed),
    http,
    pictures: NO_PICTURES,
    vault: createFixedVault(accessToken),
    notifier: { notify: silent },
    logger: { info: silent, warn: note, error: note },
  };
  const endpoints = { endpointOf: async () => ({ origin: 'http://127.0.0.1', accessToken }) };
  const graph = createGraphClient({ http, endpoints });
  const parts: EngineParts = { store, ports, graph, zones: world.zones, rulePacks: world.rulePacks, folder: '' };
  return {
    life,
    parts,
    dispatcher: new Dispatcher(parts),
    killAt: (spot, count) => {
      kill.spot = spot;
      kill.left = count;
    },
    get isDiskFull() {
      return state.isDiskFull;
    },
    set isDiskFull(value) {
      state.isDiskFull = value;
    },
  };
}

/** The store of a process that may die: a write is committed or it is not, and a dead process learns of neither. */
function mortalStore(
  world: SimWorldParts,
  strikes: (spot: KillSpot) => boolean,
  state: { readonly isDiskFull: boolean },
): Store {
  const real = world.mutateStore(openInlineStore(world.db), world.db);
  const store = {
    write: async (name: Parameters<Store['write']>[0], args: never, options?: CallOptions) => {
      const [before, after] = SPOTS_OF_WRITE[name] ?? ['anywhere', 'anywhere'];
      if (strikes(before)) return never();
      if (state.isDiskFull) {
        world.log.reached('diskFull');
        throw new DomainError('diskFull', 'The disk is full.', 'disk');
      }
      const result: unknown = await real.write(name, args, options);
      if (name === 'account.stop') noteStop(world.log, args);
      return strikes(after) ? never() : result;
    },
    read: async (name: Parameters<Store['read']>[0], args: never, options?: CallOptions) => {
      if (strikes('anywhere')) return never();
      return real.read(name, args, options);
    },
    close: async () => undefined,
  };
  return store as unknown as Store; // names and types are tied together by Store
}

function noteStop(log: SimLog, { reason }: { readonly reason: string }): void {
  if (reason === 'breaker') log.reached('breaker');
  if (reason === 'clockSkew') log.reached('clockSkewStop');
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}
