import { hostname, tmpdir } from 'node:os';
import { createEngine, type Engine } from '#engine/engine.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import { bootId } from '#host/boot-id.ts';
import { realFolder } from '#host/real-folder.ts';
import { resourcesWhenNeeded } from '#host/shipped-resources.ts';
import { createCliHost } from './cli-host.ts';
import type { Invocation } from './command.ts';
import type { SecretsInHand } from './secrets-in-hand.ts';

/** How a command wants its engine. */
export interface EngineWish {
  /** See `EngineOptions.store`. */
  readonly store: 'threads' | 'inPlace';
  /** See `EngineServices.handedFile`; not given = files are named by their path. */
  readonly handedFile?: EngineServices['handedFile'];
  /** See `EngineServices.webhookAddress`. */
  readonly webhookAddress?: () => string | null;
  /** See `EngineServices.restart`; not given = only a new start of the command starts the engine again. */
  readonly restart?: () => void;
  /** Secrets the command has in hand; they are kept out of every log. */
  readonly secrets?: readonly string[];
  /** Whether what people of the practice world do is told to the engine at once; else it is found by looking (polling). */
  readonly hearsPractice?: boolean;
  /** What the process holds of secrets already; not given = nothing. */
  readonly inHand?: SecretsInHand;
}

/**
 * Starts an engine in this process with everything a terminal can offer it; stopping the engine gives all of it back.
 *
 * @throws {DomainError} what `createEngine` throws.
 */
export async function startEngine(invocation: Invocation, wish: EngineWish): Promise<Engine> {
  const folder = realFolder(invocation.folder);
  const { secrets = [], hearsPractice = false, inHand } = wish;
  const { close, ear, ...host } = createCliHost(invocation, folder, { secrets, hearsPractice, inHand });
  try {
    const engine = await createEngine({
      folder,
      owner: {
        host: hostname(),
        pid: process.pid,
        bootId: bootId(),
        role: invocation.command,
        startedAt: invocation.clock.now(),
      },
      store: wish.store,
      ...host,
      services: {
        ...host.services,
        ...(wish.handedFile === undefined ? {} : { handedFile: wish.handedFile }),
        ...(wish.webhookAddress === undefined ? {} : { webhookAddress: wish.webhookAddress }),
        ...(wish.restart === undefined ? {} : { restart: wish.restart }),
      },
      resources: resourcesWhenNeeded(),
      socketPlace: { platform: process.platform, temporaryFolder: tmpdir(), userId: process.getuid?.() ?? null },
    });
    ear?.deliverTo((post, appSecret) => engine.receiveWebhook(post, { appSecret, accounts: 'practice' }));
    const stop = async (carried: 'finish' | 'cancel'): Promise<void> => {
      try {
        await engine.stop(carried);
      } finally {
        await close();
      }
    };
    let stopped: Promise<void> | null = null;
    return {
      ...engine,
      stop: (carried) => {
        stopped ??= stop(carried);
        return stopped;
      },
    };
  } catch (error) {
    await close();
    throw error;
  }
}
