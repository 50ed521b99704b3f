import type { EpochMs } from '#shared/time/instant.ts';
import type { PlatformFile } from './platform-file.ts';

/** Something a simulated person will do at an instant. */
export type HappeningRow = {
  readonly id: number;
  readonly at: EpochMs;
  readonly kind: string;
  readonly person: number;
  /** JSON, by kind. */
  readonly detail: string;
};

/** What simulated people are going to do. */
export type HappeningRecords = {
  add(happening: Omit<HappeningRow, 'id'>): void;
  /** The earliest that is due at `at`, taken out; `null` when none is. */
  takeDue(at: EpochMs): HappeningRow | null;
  /** Forgets what a person was going to do about cards; what comes weeks later stays. */
  forgetAnswers(person: number): void;
  /** Instant of the earliest; `null` when nobody is going to do anything. */
  nextAt(): EpochMs | null;
};

/** Statements on what is going to happen. */
export function createHappeningRecords(database: PlatformFile): HappeningRecords {
  const add = database.prepare<[number, string, number, string]>(
    'INSERT INTO happening (at_ms, kind, person, detail) VALUES (?, ?, ?, ?)',
  );
  const take = database.prepare<[number], HappeningRow>(`
    DELETE FROM happening WHERE id = (SELECT id FROM happening WHERE at_ms <= ? ORDER BY at_ms, id LIMIT 1)
    RETURNING id, at_ms AS at, kind, person, detail`);
  const forget = database.prepare<[number]>(
    `DELETE FROM happening WHERE person = ? AND (kind = 'accept' OR kind = 'stopAll')`,
  );
  const next = database.prepare<[], { at: EpochMs | null }>('SELECT min(at_ms) AS at FROM happening');
  return {
    add: ({ at, kind, person, detail }) => void add.run(at, kind, person, detail),
    takeDue: (at) => take.get(at) ?? null,
    forgetAnswers: (person) => void forget.run(person),
    nextAt: () => next.get()?.at ?? null,
  };
}
