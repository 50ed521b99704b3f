import type { AccountStops } from './account-stops.ts';
import type { PaceGate } from './pace-gate.ts';

/** What everything that calls the platform for one account shares: one pace, one place where it stops, one end (DESIGN 6.7). */
export interface LaneParts {
  readonly gate: PaceGate;
  readonly stops: AccountStops;
  /** Fires when the lane ends. */
  readonly signal: AbortSignal;
}

/** The same for parts that read beside the sends. */
export interface ReadingLaneParts extends LaneParts {
  /** Makes the lane look again at once. */
  readonly wake: () => void;
  /** Whether the account may read now; a frozen one, or one whose platform does not answer, may not. */
  readonly mayRead: () => boolean;
}
