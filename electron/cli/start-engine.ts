import { readFileSync, realpathSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { createEngine, type Engine } from '#engine/engine.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { createCliHost } from './cli-host.ts';
import type { Invocation } from './command.ts';
import { makeFolder } from './make-folder.ts';
import { resourcesWhenNeeded } from './resources.ts';

/** How a command wants its engine. */
export interface EngineWish {
  /** See `EngineOptions.store`. */
  readonly store: 'threads' | 'inPlace';
}

/**
 * Starts an engine in this process with everything a terminal can offer it; stopping the engine gives all of it back.
 *
 * @throws {DomainError} what `createEngine` throws.
 */
export async function startEngine(invocation: Invocation, wish: EngineWish): Promise<Engine> {
  const folder = realFolder(invocation.folder);
  const { close, ...host } = createCliHost(invocation, folder);
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
      resources: resourcesWhenNeeded(),
      socketPlace: { platform: process.platform, temporaryFolder: tmpdir(), userId: process.getuid?.() ?? null },
    });
    const stop = async (carried: 'finish' | 'cancel'): Promise<void> => {
      try {
        await engine.stop(carried);
      } finally {
        await close();
      }
    };
    return { ...engine, stop };
  } catch (error) {
    await close();
    throw error;
  }
}

/**
 * The folder made and without links, so that two ways to write it mean the same workspace.
 *
 * @throws {DomainError} `workspaceNotWritable`.
 */
export function realFolder(folder: string): string {
  try {
    makeFolder(folder);
    return realpathSync(folder);
  } catch (error) {
    throw new DomainError(
      'workspaceNotWritable',
      `The data folder "${folder}" cannot be made or written. Check its rights, or choose another with --workspace.`,
      folder,
      error,
    );
  }
}

/** Names this run of the computer; only shown to people, so a system without one is no error. */
function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'not known'; // macOS and Windows have no such file; the lock alone decides who owns
  }
}
