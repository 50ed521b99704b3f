import { useCallback, useEffect, useRef, useState } from 'react';
import type { WorkProgress } from '#shared/contract/base.ts';

/** What a piece of long work is doing. */
export type LongWorkState<Result> =
  | { readonly kind: 'idle' }
  | { readonly kind: 'working'; readonly progress: WorkProgress | null }
  | { readonly kind: 'done'; readonly result: Result }
  | { readonly kind: 'failed'; readonly error: unknown }
  | { readonly kind: 'cancelled' };

type WorkEvents<Result> = AsyncIterable<
  { readonly kind: 'progress'; readonly progress: WorkProgress } | { readonly kind: 'done'; readonly result: Result }
>;

/** Work that shows its progress and can be cancelled; leaving the screen cancels it. */
export interface LongWork<Input, Result> {
  readonly state: LongWorkState<Result>;
  readonly start: (input: Input) => void;
  readonly cancel: () => void;
  readonly reset: () => void;
}

/**
 * Follows a long procedure of the contract.
 *
 * @param ask - e.g. `(input, signal) => engine.imports.apply(input, { signal })`.
 */
export function useLongWork<Input, Result>(
  ask: (input: Input, signal: AbortSignal) => Promise<WorkEvents<Result>>,
): LongWork<Input, Result> {
  const [state, setState] = useState<LongWorkState<Result>>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  const asking = useRef(ask);
  asking.current = ask;
  const cancel = useCallback(() => running.current?.abort('cancelled'), []);
  const start = useCallback((input: Input) => {
    running.current?.abort('started again');
    const mine = new AbortController();
    running.current = mine;
    setState({ kind: 'working', progress: null });
    void followWork(asking.current(input, mine.signal), mine.signal, (next) => {
      if (running.current === mine) setState(next);
    });
  }, []);
  const reset = useCallback(() => {
    running.current?.abort('reset');
    running.current = null;
    setState({ kind: 'idle' });
  }, []);
  useEffect(() => () => running.current?.abort('left the screen'), []);
  return { state, start, cancel, reset };
}

async function followWork<Result>(
  asked: Promise<WorkEvents<Result>>,
  signal: AbortSignal,
  tell: (state: LongWorkState<Result>) => void,
): Promise<void> {
  try {
    for await (const event of await asked) {
      if (event.kind === 'done') return tell({ kind: 'done', result: event.result });
      tell({ kind: 'working', progress: event.progress });
    }
    tell(
      signal.aborted
        ? { kind: 'cancelled' }
        : { kind: 'failed', error: new Error('The work ended without an answer.') },
    );
  } catch (error) {
    tell(signal.aborted ? { kind: 'cancelled' } : { kind: 'failed', error });
  }
}
