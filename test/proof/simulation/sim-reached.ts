import { type ReadableDb, selectOne } from '#engine/store/database.ts';
import type { SimLog, SometimesName } from './sim-log.ts';

/** Rare moments that leave their mark in the rows, and how it is found. */
const MARKS: readonly (readonly [SometimesName, string])[] = [
  ['uncertain', `attempt WHERE outcome = 'uncertain'`],
  ['settledSent', `delivery WHERE reason = 'provenByReadBack'`],
  ['settledNotSent', `read_back WHERE verdict = 'notSent'`],
  ['crashedWhileSending', `attempt WHERE text LIKE 'the program ended%'`],
  ['gap', `slot WHERE note = 'gap'`],
  ['overlap', `slot WHERE note = 'overlap'`],
  [
    'moved',
    'delivery d JOIN slot s ON s.id = d.slot_id WHERE d.due_at_ms BETWEEN s.due_at_ms + 1 AND s.due_at_ms + 600000',
  ],
  ['nextWindow', 'delivery d JOIN slot s ON s.id = d.slot_id WHERE d.due_at_ms > s.due_at_ms + 600000'],
  ['late', `delivery WHERE state = 'missed' AND reason = 'late'`],
  ['coolDownSkip', `delivery WHERE state = 'skipped' AND reason = 'coolDown'`],
  ['sameRecipient', `delivery WHERE state = 'skipped' AND reason = 'sameRecipient'`],
  [
    'legacyToken',
    `delivery d JOIN notification_token t ON t.id = d.token_id WHERE d.state = 'sent' AND t.frequency IS NOT NULL`,
  ],
];

/** Notes which rare moments a world has reached, by what stands in its rows at the end. */
export function noteReached(db: ReadableDb, log: SimLog): void {
  for (const [name, rows] of MARKS) {
    if (Number(selectOne(db, `SELECT count(*) AS n FROM ${rows}`)?.['n']) > 0) log.reached(name);
  }
}
