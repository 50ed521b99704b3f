import { type ImplementerInternalWithMiddlewares, implement } from '@orpc/server';
import type { Engine } from '#engine/engine.ts';
import type { UseCaseName, UseCaseOutput } from '#engine/use-cases/registry.ts';
import type { Progress } from '#engine/use-cases/use-case.ts';
import { contract } from '#shared/contract/contract.ts';
import { DomainError } from '#shared/domain/errors.ts';

/** What every procedure works with. */
export interface ScreenContext {
  readonly engine: Engine;
}

const guarded = implement(contract)
  .$context<ScreenContext>()
  .use(async ({ context, errors, next, path, signal }) => {
    const crossing = (error: unknown): unknown => {
      if (error instanceof DomainError) {
        const { code, message, where, refusal } = error;
        return errors.REFUSED({ message, data: { code, where, refusal } });
      }
      // Whoever left is told nothing, and leaving is no fault.
      if (signal?.aborted !== true) {
        context.engine.parts.ports.logger.error('screen.broke', { procedure: path.join('.'), error: String(error) });
      }
      return error;
    };
    try {
      const answered = await next();
      return isStream(answered.output) ? { ...answered, output: withErrors(answered.output, crossing) } : answered;
    } catch (error) {
      throw crossing(error);
    }
  });

/** A stream fails while it is read, long after its procedure has answered: its errors have to cross in the same way. */
async function* withErrors(
  stream: AsyncIterable<unknown>,
  crossing: (error: unknown) => unknown,
): AsyncGenerator<unknown, unknown, undefined> {
  try {
    const last: unknown = yield* stream;
    return last;
  } catch (error) {
    throw crossing(error);
  }
}

function isStream(output: unknown): output is AsyncIterable<unknown> {
  return typeof output === 'object' && output !== null && Symbol.asyncIterator in output;
}

/**
 * The contract with the engine behind it. What the engine refuses crosses as the typed error REFUSED; anything else is a bug of ours,
 * goes into the log, and crosses without its text (RELIABILITY S-28).
 *
 * Its type is named, since the compiler does not write out one as long as the whole contract.
 */
export const screens: ImplementerInternalWithMiddlewares<typeof contract, ScreenContext, ScreenContext> = guarded;

interface Asked {
  readonly context: ScreenContext;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
}

/** A procedure that is one use case with a document as its answer. */
export function answer<Name extends UseCaseName>(name: Name): (asked: Asked) => Promise<UseCaseOutput<Name>> {
  return ({ context, input, signal }) => documentOf(name, { context, input, signal }, () => undefined);
}

/** How long work is told to a screen: progress, then `done`. */
export type WorkEvent<Result> =
  | { readonly kind: 'progress'; readonly progress: Progress }
  | { readonly kind: 'done'; readonly result: Result };

/** Least time between two progress messages of one piece of work, in ms: more often nobody can read (Sundial's choice). */
const PROGRESS_EVERY_MS = 100;

/** A procedure that is one use case that takes long: leaving the stream cancels it. */
export function follow<Name extends UseCaseName>(
  name: Name,
): (asked: Asked) => AsyncGenerator<WorkEvent<UseCaseOutput<Name>>, void, undefined> {
  return async function* ({ context, input, signal }) {
    const { clock } = context.engine.parts.ports;
    const leaving = new AbortController();
    const either = signal === undefined ? leaving.signal : AbortSignal.any([signal, leaving.signal]);
    const latest: { progress: Progress | null; toldAtMs: number; wake: () => void } = {
      progress: null,
      toldAtMs: Number.NEGATIVE_INFINITY,
      wake: () => undefined,
    };
    const onProgress = (progress: Progress): void => {
      latest.progress = progress;
      if (clock.monotonicMs() - latest.toldAtMs >= PROGRESS_EVERY_MS) latest.wake();
    };
    const work = documentOf(name, { context, input, signal: either }, onProgress);
    const ended = work.then(
      () => true,
      () => true,
    );
    try {
      for (;;) {
        const isOver = await Promise.race([
          ended,
          new Promise<false>((resolve) => {
            latest.wake = () => resolve(false);
          }),
        ]);
        if (isOver) break;
        if (latest.progress !== null) yield { kind: 'progress', progress: latest.progress };
        latest.toldAtMs = clock.monotonicMs();
      }
      yield { kind: 'done', result: await work };
    } finally {
      leaving.abort('nobody waits for the answer');
      await ended;
    }
  };
}

async function documentOf<Name extends UseCaseName>(
  name: Name,
  { context: { engine }, input, signal }: Asked,
  onProgress: (progress: Progress) => void,
): Promise<UseCaseOutput<Name>> {
  const answered = await engine.run(name, input, { signal: signal ?? new AbortController().signal, onProgress });
  if (answered.kind !== 'document') throw new TypeError(`${name} answers with rows; a procedure needs a document.`);
  return answered.document as UseCaseOutput<Name>; // what the use case of this name returns
}
