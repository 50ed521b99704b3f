/** What the parent asks a peer's process for. */
export interface PeerInput {
  /** Folder with the peers' packages. */
  readonly packages: string;
  /** Socket of Redis, or connection string of PostgreSQL. */
  readonly connection: string;
  readonly jobs: number;
}

/** Jobs added in one call (STACK 8). */
export const ADDED_AT_ONCE = 5_000;

/** Jobs worked on at once (STACK 8). */
export const CONCURRENCY = 50;

/** The numbers below `jobs` in groups as large as one call adds. */
export function* jobGroups(jobs: number): Generator<readonly number[]> {
  for (let first = 0; first < jobs; first += ADDED_AT_ONCE) {
    yield Array.from({ length: Math.min(ADDED_AT_ONCE, jobs - first) }, (_, index) => first + index);
  }
}

/** Counts jobs and resolves when all were counted. */
export function countdown(jobs: number): { readonly done: (count?: number) => void; readonly all: Promise<void> } {
  const { promise, resolve } = Promise.withResolvers<void>();
  let left = jobs;
  const done = (count = 1): void => {
    left -= count;
    if (left <= 0) resolve();
  };
  return { done, all: promise };
}
