import type { EpochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import type { PracticeEvent } from './platform.ts';
import type { PracticeLimits } from './rules/limits.ts';
import type { WorldShape } from './world/world-shape.ts';

/** What a practice platform is made from. Left out: the defaults of `world-shape.ts` and `limits.ts`. */
export type PracticeOptions = Partial<WorldShape> & {
  /** Path of its database, or `:memory:`. An existing file keeps its world; asking for another one is refused. */
  readonly file: string;
  /** The only clock there is; may be a virtual one. */
  readonly now: () => EpochMs;
  readonly limits?: Partial<PracticeLimits>;
  /** One opt-in request per window (META-API 1.3). Default `false`. */
  readonly strict?: boolean;
  /**
   * Takes a message inside the cool-down all the same, as a platform without that fence would; what it says of the next eligible
   * time stays as it is. For proofs only: a double then stands in the ledger instead of being refused. Default `false`.
   */
  readonly lenient?: boolean;
  /** Some people stop after marketing messages. Default `false`, so that a run accepts all that is sendable. */
  readonly lively?: boolean;
  /** Webhook events, once the change they tell of is on disk. */
  readonly onEvent?: (event: PracticeEvent) => void;
  /** Zone table for old weekly and monthly tokens; default: the one that ships with the app, read when first needed. */
  readonly readZoneTable?: () => ZoneTable;
};

/** The part of the options that makes a world, without what was left out. */
export function askedShape(options: PracticeOptions): Partial<WorldShape> {
  const { seed, recipients, pages, platform, zone } = options;
  return {
    ...(seed === undefined ? {} : { seed }),
    ...(recipients === undefined ? {} : { recipients }),
    ...(pages === undefined ? {} : { pages }),
    ...(platform === undefined ? {} : { platform }),
    ...(zone === undefined ? {} : { zone }),
  };
}
