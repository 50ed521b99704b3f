import type { Dispatcher } from './dispatcher/dispatcher.ts';
import type { EngineServices } from './use-cases/use-case.ts';

/** Keeps what the dispatcher says about itself, so that a screen opened later knows it too. Ends when the signal fires. */
export function watchTrouble(dispatcher: Dispatcher, signal: AbortSignal): EngineServices['trouble'] {
  let cannotStore = false;
  const watch = async (): Promise<void> => {
    for await (const event of dispatcher.events.listen(signal)) {
      if (event.kind === 'storeTrouble') cannotStore = event.message !== null;
    }
  };
  void watch();
  return () => {
    if (dispatcher.halted !== null) return 'halted';
    return cannotStore ? 'store' : null;
  };
}
