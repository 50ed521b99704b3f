/** Most events kept for a listener that does not keep up; the oldest go first, because the rows tell the rest. */
const BUFFER_SIZE = 1_000;

interface Listener<Event> {
  readonly buffer: Event[];
  wake: (() => void) | null;
}

/** A stream of small events, to any number of listeners. */
export class EventStream<Event> {
  readonly #listeners = new Set<Listener<Event>>();

  /** Whether anybody listens; costly events need not be made otherwise. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  emit(event: Event): void {
    for (const listener of this.#listeners) {
      if (listener.buffer.length >= BUFFER_SIZE) listener.buffer.shift();
      listener.buffer.push(event);
      listener.wake?.();
    }
  }

  /** Events from now on, until the signal fires; each listener has a bounded buffer of its own. */
  async *listen(signal: AbortSignal): AsyncGenerator<Event, void, undefined> {
    const listener: Listener<Event> = { buffer: [], wake: null };
    this.#listeners.add(listener);
    const end = (): void => listener.wake?.();
    signal.addEventListener('abort', end, { once: true });
    try {
      while (!signal.aborted) {
        const event = listener.buffer.shift();
        if (event !== undefined) {
          yield event;
          continue;
        }
        await new Promise<void>((resolve) => {
          listener.wake = resolve;
        });
      }
    } finally {
      signal.removeEventListener('abort', end);
      this.#listeners.delete(listener);
    }
  }
}
