import type { PracticeCallback } from '#host/practice-callback.ts';
import { type PracticeAddress, practiceAddressSchema } from './engine-messages.ts';
import type { MainLine } from './main-line.ts';

/** The practice platform, which main runs as a process of its own: the engine may start none (RELIABILITY S-11, runAsNode off). */
export interface MainPractice {
  /** @throws {DomainError} `platformUnreachable` when it does not start. */
  readonly running: () => Promise<PracticeAddress>;
  /** It ended by itself; it is asked for again when it is next needed. */
  readonly forget: () => void;
}

/** Asks main once, naming where the engine hears of its people, and keeps the answer until it is no longer true. */
export function openMainPractice(line: MainLine, callback: () => Promise<PracticeCallback>): MainPractice {
  let current: Promise<PracticeAddress> | null = null;
  const start = (): Promise<PracticeAddress> => {
    const asked = callback()
      .then((heardAt) => line.ask({ verb: 'practice', callback: { ...heardAt } }))
      .then((value) => practiceAddressSchema.parse(value));
    asked.catch(() => {
      if (current === asked) current = null;
    });
    return asked;
  };
  return {
    running: () => {
      current ??= start();
      return current;
    },
    forget: () => {
      current = null;
    },
  };
}
