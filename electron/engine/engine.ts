import type { Fact } from '#shared/contract/facts.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { CommandServer } from './command-socket/command-server.ts';
import { commandSocketPath, type SocketPlace } from './command-socket/socket-path.ts';
import type { Dispatcher } from './dispatcher/dispatcher.ts';
import type { EngineParts } from './engine-parts.ts';
import { EventStream } from './event-stream.ts';
import { factOfChange, passOn } from './facts-of.ts';
import { paceConversations } from './graph/pace-conversations.ts';
import { graphWhenNeeded } from './graph-when-needed.ts';
import { removeStaleStaging } from './importers/staging-folder.ts';
import { WaitingImports } from './importers/waiting-imports.ts';
import { PollingService } from './polling/polling-service.ts';
import type { EndpointSource, HostPorts } from './ports.ts';
import { openInlineStore } from './store/inline-store.ts';
import { openWorkspaceDatabase, workspaceFiles } from './store/open-workspace.ts';
import type { Owner } from './store/owner-file.ts';
import type { Store } from './store/store.ts';
import { openThreadedStore } from './store/threaded-store.ts';
import { checkBeforeSending } from './upkeep/check-database.ts';
import { keepRemovals } from './upkeep/keep-removals.ts';
import { restoreAtStart } from './upkeep/restore-at-start.ts';
import { UpkeepService } from './upkeep/upkeep-service.ts';
import { isChange, type UseCaseName } from './use-cases/registry.ts';
import { runUseCase, type UseCaseAnswer, useCaseName } from './use-cases/run-use-case.ts';
import type { EngineServices, Progress } from './use-cases/use-case.ts';
import { watchTrouble } from './watch-trouble.ts';
import type { ReceivedWebhook, WebhookPost, WebhookSender } from './webhooks/receive-webhook.ts';

/** Data that ships with the app; read when first asked for, since most short commands need none of it. */
export interface EngineResources {
  readonly zones: () => ZoneTable;
  readonly rulePacks: () => ReadonlyMap<string, RulePack>;
}

/** Everything a host hands over to start an engine (DESIGN 2). */
export interface EngineOptions {
  /** The workspace folder, absolute. */
  readonly folder: string;
  /** Who is about to own the workspace; the socket's path is filled in here. */
  readonly owner: Omit<Owner, 'socketPath'>;
  /**
   * `threads`: the database on threads of its own, for an engine that sends or does bulk work. `inPlace`: on this thread, for one
   * short command, which has nothing else to keep responsive and starts 150 ms sooner.
   */
  readonly store: 'threads' | 'inPlace';
  readonly ports: HostPorts;
  readonly endpoints: EndpointSource;
  /** What use cases ask of the host itself. */
  readonly services: Omit<EngineServices, 'changed' | 'keepAnswer' | 'tell' | 'trouble' | 'waitingImports'>;
  readonly resources: EngineResources;
  readonly socketPlace: SocketPlace;
}

/** A running engine: the one owner of its workspace. */
export interface Engine {
  readonly parts: EngineParts;
  readonly services: EngineServices;
  /** What just happened, for screens. */
  readonly facts: EventStream<Fact>;
  /** Runs a use case by name; see {@link runUseCase}. */
  readonly run: (
    name: UseCaseName,
    input: unknown,
    asked: { readonly signal: AbortSignal; readonly onProgress: (progress: Progress) => void },
  ) => Promise<UseCaseAnswer>;
  /**
   * Takes one webhook of the platform; whoever shows people reads them again, and what somebody stopped is not sent any more.
   *
   * @throws {DomainError} `diskFull` and the like: it is not stored, and the platform has to send it again.
   */
  readonly receiveWebhook: (post: WebhookPost, sender: WebhookSender) => Promise<ReceivedWebhook>;
  /**
   * Checks the database where due, settles what a crash left, and starts sending. Once.
   *
   * @throws {DomainError} `databaseBroken` when the check fails; nothing is sent then.
   */
  readonly startSending: () => Promise<Dispatcher>;
  /**
   * Ends carried commands, sending and upkeep, in this order, then gives the workspace back. Safe to call twice.
   *
   * @param carried - `finish` lets commands of other processes end, `cancel` stops them: the person wants this process gone.
   */
  readonly stop: (carried: 'finish' | 'cancel') => Promise<void>;
}

/**
 * Starts an engine on a workspace: takes it, opens it, and takes commands of other processes. Nothing is sent until
 * {@link Engine.startSending}.
 *
 * @throws {DomainError} `workspaceOwned`, `databaseNewer`, `databaseBroken`, `workspaceNotWritable`, `diskFull`, `wrongState`.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const socket = commandSocketPath(options.folder, options.socketPlace);
  const { clock, logger } = options.ports;
  restoreAtStart(workspaceFiles(options.folder, { ...options.owner, socketPath: null }), clock.now(), logger);
  const store = await openStore(options, { ...options.owner, socketPath: socket.path });
  const parts = createParts(options, store);
  let sending: Dispatcher | null = null;
  let routine: Routine | null = null;
  const facts = new EventStream<Fact>();
  let trouble: EngineServices['trouble'] = () => null;
  const waitingImports = new WaitingImports();
  const services: EngineServices = {
    ...options.services,
    waitingImports,
    changed: () => sending?.nudge(),
    keepAnswer: (answer) => sending?.keepAnswer(answer),
    trouble: () => trouble(),
    tell: (fact) => facts.emit(fact),
  };
  const run: Engine['run'] = async (name, input, asked) => {
    const answer = await runUseCase(name, input, { parts, services, ...asked });
    if (isChange(name)) facts.emit(factOfChange(name));
    return answer;
  };
  const server = new CommandServer(socket, (name, input, asked) => run(useCaseName(name), input, asked));
  const ending = new AbortController();
  await takeUp(parts, server);
  const stop = async (carried: 'finish' | 'cancel'): Promise<void> => {
    await server.stop(carried);
    ending.abort('stop');
    await Promise.all([sending?.stop(), routine?.stop()]);
    await keepRemovals(parts);
    await store.close();
    // Only now: the writer may have a staging file open, which Windows does not let anybody remove.
    waitingImports.dropAll();
  };
  let stopped: Promise<void> | null = null;
  return {
    parts,
    services,
    facts,
    run,
    receiveWebhook: (post, sender) => receive({ parts, services, facts }, post, sender),
    startSending: async () => {
      await checkBeforeSending(parts);
      const loaded = await import('./dispatcher/dispatcher.ts');
      sending = new loaded.Dispatcher(parts);
      void passOn(sending.events, facts, ending.signal);
      trouble = watchTrouble(sending, ending.signal);
      await sending.start();
      routine = startRoutine(parts, services, sending);
      return sending;
    },
    stop: (carried) => {
      stopped ??= stop(carried);
      return stopped;
    },
  };
}

/** What an engine does by itself besides sending. */
interface Routine {
  readonly stop: () => Promise<void>;
}

function startRoutine(parts: EngineParts, services: EngineServices, sending: Dispatcher): Routine {
  const upkeep = new UpkeepService(parts);
  const polling = new PollingService(parts, {
    turn: (account, signal) => sending.turn(account, signal),
    changed: () => services.changed(),
    tell: (fact) => services.tell(fact),
  });
  upkeep.start();
  polling.start();
  return {
    stop: async () => {
      await Promise.all([polling.stop(), upkeep.stop()]);
    },
  };
}

/** Makes the workspace ready and listens to commands of other processes; where that fails, the workspace is given back. */
async function takeUp(parts: EngineParts, server: CommandServer): Promise<void> {
  try {
    await nameDatabase(parts);
    removeStaleStaging(parts.folder);
    await server.start();
  } catch (error) {
    await parts.store.close();
    throw error;
  }
}

/** Takes a webhook; when something new came with it, whoever sends or shows people looks again. */
async function receive(
  on: Pick<Engine, 'parts' | 'services' | 'facts'>,
  post: WebhookPost,
  sender: WebhookSender,
): Promise<ReceivedWebhook> {
  const { receiveWebhook } = await import('./webhooks/receive-webhook.ts');
  const received = await receiveWebhook(on.parts, sender, post);
  if (received.kind === 'taken' && received.taken.taken > 0) {
    on.services.changed();
    on.facts.emit({ kind: 'changed', things: ['people', 'deliveries', 'activity'], campaign: null });
  }
  return received;
}

/** A new database gets its id and the salt of its hashes, drawn by the host. */
async function nameDatabase({ store, ports }: EngineParts): Promise<void> {
  if ((await store.read('setting.read', { key: 'databaseId' })) !== null) return;
  await store.write('upkeep.ensureIds', { databaseId: ports.random.hex(16), salt: ports.random.hex(32) });
}

async function openStore(options: EngineOptions, owner: Owner): Promise<Store> {
  const files = workspaceFiles(options.folder, owner);
  if (options.store === 'threads') return openThreadedStore(files);
  const workspace = openWorkspaceDatabase(files);
  const store = openInlineStore(workspace.db);
  return { ...store, close: async () => workspace.close() };
}

/** The parts, with what ships in files read at its first use. */
function createParts(options: EngineOptions, store: Store): EngineParts {
  const { ports, endpoints } = options;
  return {
    store,
    ports,
    folder: options.folder,
    graph: paceConversations(
      graphWhenNeeded(async () =>
        (await import('./graph/graph-client.ts')).createGraphClient({ http: ports.http, endpoints }),
      ),
      ports.clock,
    ),
    get zones() {
      return options.resources.zones();
    },
    get rulePacks() {
      return options.resources.rulePacks();
    },
  };
}
