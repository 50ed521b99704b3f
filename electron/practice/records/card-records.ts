import type { EarlierTitle } from '#practice/rules/decide-card.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import type { PlatformFile } from './platform-file.ts';

/** Titles of accepted opt-in requests. */
export type CardRecords = {
  /** Titles put to a person since an instant. */
  since(person: number, from: number): readonly EarlierTitle[];
  add(person: number, message: number, at: EpochMs, titles: readonly { title: string; image: string | null }[]): void;
};

/** Statements on opt-in requests. */
export function createCardRecords(database: PlatformFile): CardRecords {
  const since = database.prepare<[number, number], EarlierTitle>(
    'SELECT title, image, at_ms AS at, message AS card FROM card_title WHERE person = ? AND at_ms >= ?',
  );
  const add = database.prepare<[number, number, number, number, string, string | null]>(
    'INSERT INTO card_title (person, at_ms, message, position, title, image) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return {
    since: (person, from) => since.all(person, from),
    add: (person, message, at, titles) => {
      for (const [position, { title, image }] of titles.entries()) add.run(person, at, message, position, title, image);
    },
  };
}
