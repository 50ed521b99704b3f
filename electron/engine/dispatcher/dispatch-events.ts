import type { AccountStopReason } from '#shared/domain/account.ts';
import type { AccountId, CampaignId } from '#shared/domain/ids.ts';

/** Small facts about sending; whoever shows something reads the rows again (STYLE-STUDY 5, 50). */
export type DispatchEvent =
  /** `count` deliveries changed their state. `campaignId` `null` = of no campaign. */
  | { readonly kind: 'deliveriesChanged'; readonly campaignId: CampaignId | null; readonly count: number }
  | { readonly kind: 'accountStopped'; readonly accountId: AccountId; readonly reason: AccountStopReason }
  | { readonly kind: 'accountResumed'; readonly accountId: AccountId }
  | { readonly kind: 'campaignPaused'; readonly campaignId: CampaignId; readonly because: string }
  | { readonly kind: 'campaignFinished'; readonly campaignId: CampaignId }
  /** Answers cannot be stored, or can again; nothing is claimed in between. */
  | { readonly kind: 'storeTrouble'; readonly message: string | null }
  /** An invariant broke; nothing is sent until the engine is started again (RELIABILITY A-10). */
  | { readonly kind: 'halted'; readonly message: string };

/** Most events kept for a listener that does not keep up; the oldest go first, because the rows tell the rest. */
const BUFFER_SIZE = 1_000;

interface Listener {
  readonly buffer: DispatchEvent[];
  wake: (() => void) | null;
}

/** The stream of {@link DispatchEvent}s, to any number of listeners. */
export class DispatchEvents {
  readonly #listeners = new Set<Listener>();

  /** Whether anybody listens; costly events need not be made otherwise. */
  get isHeard(): boolean {
    return this.#listeners.size > 0;
  }

  emit(event: DispatchEvent): void {
    for (const listener of this.#listeners) {
      if (listener.buffer.length >= BUFFER_SIZE) listener.buffer.shift();
      listener.buffer.push(event);
      listener.wake?.();
    }
  }

  /** Events from now on, until the signal fires; each listener has a bounded buffer of its own. */
  async *listen(signal: AbortSignal): AsyncGenerator<DispatchEvent, void, undefined> {
    const listener: Listener = { buffer: [], wake: null };
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
