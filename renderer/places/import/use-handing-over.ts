import { useCallback, useEffect, useRef, useState } from 'react';
import { type HandedOver, handOver } from '#renderer/client/hand-over.ts';

/** What is happening to a file that was dropped or chosen. */
export type HandingState =
  | { readonly kind: 'idle' }
  | { readonly kind: 'sending'; readonly name: string; readonly part: number }
  | { readonly kind: 'failed'; readonly error: unknown };

/** Hands files over, one at a time; leaving the screen ends it. */
export function useHandingOver(take: (file: HandedOver) => void): {
  readonly state: HandingState;
  readonly start: (file: File) => void;
  readonly cancel: () => void;
} {
  const [state, setState] = useState<HandingState>({ kind: 'idle' });
  const running = useRef<AbortController | null>(null);
  const taking = useRef(take);
  taking.current = take;
  const cancel = useCallback(() => {
    running.current?.abort('cancelled');
    running.current = null;
    setState({ kind: 'idle' });
  }, []);
  const start = useCallback((file: File) => {
    running.current?.abort('another file');
    const mine = new AbortController();
    running.current = mine;
    const tell = (next: HandingState): void => {
      if (running.current === mine) setState(next);
    };
    tell({ kind: 'sending', name: file.name, part: 0 });
    handOver(file, (part) => tell({ kind: 'sending', name: file.name, part }), mine.signal).then(
      (handed) => {
        if (running.current !== mine) return;
        tell({ kind: 'idle' });
        taking.current(handed);
      },
      (error: unknown) => tell({ kind: 'failed', error }),
    );
  }, []);
  useEffect(() => () => running.current?.abort('left the screen'), []);
  return { state, start, cancel };
}
