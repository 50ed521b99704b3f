import type { EpochMs } from '#shared/time/instant.ts';

/** Time and turns of the process that runs the server; handed in by the entry file. */
export type PracticeRuntime = {
  now(): EpochMs;
  /** Runs a function after everything that has arrived by now was read. */
  soon(run: () => void): void;
  /** Runs a function after a while; returns what calls it off. */
  after(ms: number, run: () => void): () => void;
};
