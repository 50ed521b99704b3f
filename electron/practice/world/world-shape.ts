import { DomainError } from '#shared/domain/errors.ts';

/** What a world is made from; kept in its file, so that it opens as the same world again. */
export type WorldShape = {
  readonly seed: number;
  /** People per Page. */
  readonly recipients: number;
  /** Number of Pages, 1 to 99. */
  readonly pages: number;
  readonly platform: 'messenger' | 'instagram';
  /** Zone of the Pages; old weekly and monthly tokens count in it. */
  readonly zone: string;
};

/** What the practice platform makes when nothing else is asked for (500 people: issue 2, "What must show"). */
export const DEFAULT_SHAPE: WorldShape = {
  seed: 1,
  recipients: 500,
  pages: 1,
  platform: 'messenger',
  zone: 'Europe/Rome',
};

/** Largest number of people per Page that is seeded. */
const MOST_RECIPIENTS = 5_000_000;

/**
 * Fills what was not asked for from the defaults.
 *
 * @throws {DomainError} `invalidInput` for numbers out of range.
 */
export function wholeShape(asked: Partial<WorldShape>): WorldShape {
  const shape = { ...DEFAULT_SHAPE, ...asked };
  wholeNumber(shape.seed, 0, 2 ** 32 - 1, 'seed');
  wholeNumber(shape.recipients, 0, MOST_RECIPIENTS, 'recipients');
  wholeNumber(shape.pages, 1, 99, 'pages');
  return shape;
}

/**
 * The shape of the world a file holds.
 *
 * @throws {DomainError} `invalidInput` when another world was asked for than the file holds.
 */
export function storedShape(stored: string, asked: Partial<WorldShape>): WorldShape {
  const shape = { ...DEFAULT_SHAPE, ...(JSON.parse(stored) as Partial<WorldShape>) }; // written by seedWorld only
  for (const [key, value] of Object.entries(asked)) {
    const kept: unknown = shape[key as keyof WorldShape]; // asked has no other keys by its type
    if (kept === value) continue;
    throw new DomainError(
      'invalidInput',
      `The practice file holds a world with ${key} ${String(kept)}, not ${String(value)}; name a new file for another world.`,
      key,
    );
  }
  return shape;
}

function wholeNumber(value: number, least: number, most: number, name: string): void {
  if (Number.isInteger(value) && value >= least && value <= most) return;
  throw new DomainError(
    'invalidInput',
    `${name} is ${value}; a whole number from ${least} to ${most} is needed.`,
    name,
  );
}
