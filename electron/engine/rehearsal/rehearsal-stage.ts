import type { EngineParts } from '../engine-parts.ts';
import type { WritableDb } from '../store/database.ts';
import type { KnownToken } from '../store/operations/rehearsal-facts.ts';
import type { AcceptedMessage } from './find-violations.ts';
import type { VirtualClock } from './virtual-clock.ts';

/** The practice platform as a rehearsal uses it besides its calls. */
export interface RehearsalPlatform {
  /** Puts people and tokens into the world, as the workspace knows them. */
  load(tokens: Iterable<KnownToken>): void;
  /** Campaign messages accepted so far, oldest first. */
  accepted(): readonly AcceptedMessage[];
  /** Tokens of campaign messages refused as too early so far. */
  refusedTooEarly(): readonly string[];
}

/** Everything a rehearsal is played with. All of `parts` work on the copy and on the virtual clock. */
export interface RehearsalStage {
  readonly parts: EngineParts;
  readonly clock: VirtualClock;
  /** The copy, for questions between two jumps of the clock, where nothing may wait. */
  readonly db: WritableDb;
  readonly platform: RehearsalPlatform;
}
