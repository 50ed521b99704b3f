import { realpathSync } from 'node:fs';
import { type CommandListener, callOwner } from '#engine/command-socket/command-client.ts';
import type { Engine } from '#engine/engine.ts';
import { readOwner } from '#engine/store/owner-file.ts';
import { isChange, type UseCaseName } from '#engine/use-cases/registry.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { Invocation } from './command.ts';
import type { EngineWish } from './start-engine.ts';

/** How long a command waits for another one that owns the data folder and takes no commands, in ms (Sundial's choice). */
const OWNER_WAIT_MS = 10_000;
/** How often it looks meanwhile, in ms. */
const LOOK_EVERY_MS = 25;

/** One use case to run, here or in the process that owns the data folder. */
export interface Call extends EngineWish {
  readonly name: UseCaseName;
  readonly input: unknown;
}

/**
 * Runs a use case: in this process when the data folder is free, else carried to its living owner (DESIGN 2, Ownership). An owner that
 * goes meanwhile is waited out; a question is then asked again, a change is not.
 *
 * @throws {DomainError} what the use case refuses; `workspaceOwned` when the owner takes no commands.
 */
export async function callUseCase(invocation: Invocation, call: Call, listener: CommandListener): Promise<unknown> {
  const { clock, io } = invocation;
  const startedAtMs = clock.monotonicMs();
  for (;;) {
    const carried = await carry(invocation, call, listener);
    if (carried.kind === 'done') return carried.document;
    const engine = await startOrNull(invocation, call);
    if (engine !== null) return runHere(engine, invocation, call, listener);
    if (clock.monotonicMs() - startedAtMs > OWNER_WAIT_MS) throw stillOwned(invocation);
    await clock.sleep(LOOK_EVERY_MS, io.signal);
    io.signal.throwIfAborted();
  }
}

/** Runs a use case that answers with one document. */
export async function callForDocument<T>(
  invocation: Invocation,
  call: Call,
  onProgress: CommandListener['onProgress'] = () => undefined,
): Promise<T> {
  const listener = { onProgress, onRow: async () => undefined };
  return (await callUseCase(invocation, call, listener)) as T; // the caller names the document of the use case it calls
}

async function carry(
  invocation: Invocation,
  call: Call,
  listener: CommandListener,
): Promise<{ readonly kind: 'done'; readonly document: unknown } | { readonly kind: 'notReached' }> {
  const socketPath = readOwner(invocation.folder)?.socketPath ?? null;
  if (socketPath === null) return { kind: 'notReached' };
  let rows = 0;
  const counting: CommandListener = {
    onProgress: listener.onProgress,
    onRow: (row) => {
      rows += 1;
      return listener.onRow(row);
    },
  };
  const end = await callOwner(socketPath, { name: call.name, input: call.input }, counting, invocation.io.signal);
  if (end.kind !== 'lost') return end;
  if (!isChange(call.name) && rows === 0) return { kind: 'notReached' };
  throw new DomainError(
    'workspaceOwned',
    `The Sundial that carried out "${invocation.command}" ended before it answered; look at the result and repeat the command if needed.`,
    invocation.folder,
  );
}

async function startOrNull(invocation: Invocation, call: Call): Promise<Engine | null> {
  try {
    const { startEngine } = await import('./start-engine.ts');
    return await startEngine(invocation, call);
  } catch (error) {
    if (error instanceof DomainError && error.code === 'workspaceOwned') return null;
    throw error;
  }
}

async function runHere(
  engine: Engine,
  invocation: Invocation,
  call: Call,
  listener: CommandListener,
): Promise<unknown> {
  const { signal } = invocation.io;
  try {
    const answer = await engine.run(call.name, call.input, { signal, onProgress: listener.onProgress });
    if (answer.kind === 'document') return answer.document;
    for await (const row of answer.rows) {
      signal.throwIfAborted();
      await listener.onRow(row);
    }
    return null;
  } finally {
    await engine.stop(signal.aborted ? 'cancel' : 'finish');
  }
}

function stillOwned(invocation: Invocation): DomainError {
  const owner = readOwner(invocation.folder);
  const who = owner === null ? 'Another Sundial' : `Sundial "${owner.role}" on ${owner.host} (process ${owner.pid})`;
  return new DomainError(
    'workspaceOwned',
    `${who} uses the data folder "${realpathSync(invocation.folder)}" and takes no commands; try again when it has ended.`,
    invocation.folder,
  );
}
