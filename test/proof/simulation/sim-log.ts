import { createHash } from 'node:crypto';

/** What a simulated world tells: every event goes into the hash, the last ones are kept for a failing seed. */
export interface SimLog {
  /** Notes an event. */
  note(at: number, what: string, facts?: unknown): void;
  /** Counts that something rare was reached. */
  reached(name: SometimesName): void;
  /** SHA-256 over all events so far, in hex. */
  hash(): string;
  readonly reachedCounts: Readonly<Record<SometimesName, number>>;
  /** All lines, where they were asked for; else the last 200. */
  readonly lines: readonly string[];
}

/** Rare things a full run has to have reached, or it proves nothing about them (RELIABILITY A4). */
export const SOMETIMES = [
  'uncertain',
  'settledSent',
  'settledNotSent',
  'crashedWhileSending',
  'killedBetweenClaimAndPost',
  'killedBetweenPostAndAnswer',
  'killedBetweenAnswerAndRecord',
  'throttled',
  'breaker',
  'clockSkewStop',
  'clockStep',
  'sleep',
  'diskFull',
  'gap',
  'overlap',
  'moved',
  'late',
  'nextWindow',
  'paused',
  'cancelledWhileSending',
  'personStopped',
  'coolDownSkip',
  'sameRecipient',
  'legacyToken',
  'orderlyStop',
  'newerList',
  'answerAfterDeadline',
] as const;
/** See {@link SOMETIMES}. */
export type SometimesName = (typeof SOMETIMES)[number];

/** Makes a log; `keepAll` keeps every line instead of the last 200. */
export function createSimLog(keepAll: boolean): SimLog {
  const hash = createHash('sha256');
  const lines: string[] = [];
  const counts = Object.fromEntries(SOMETIMES.map((name) => [name, 0])) as Record<SometimesName, number>; // every name is a key
  return {
    note: (at, what, facts) => {
      const line = `${new Date(at).toISOString()} ${what}${facts === undefined ? '' : ` ${JSON.stringify(facts)}`}`;
      hash.update(line).update('\n');
      lines.push(line);
      if (!keepAll && lines.length > 400) lines.splice(0, 200);
    },
    reached: (name) => {
      counts[name] += 1;
    },
    hash: () => hash.copy().digest('hex'),
    reachedCounts: counts,
    lines,
  };
}
