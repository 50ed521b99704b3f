import type { EpochMs } from '#shared/time/instant.ts';
import type { PlatformFile } from './platform-file.ts';

/** A person on one Page. */
export type PersonRow = {
  readonly id: number;
  readonly page: number;
  readonly scopedId: string;
  readonly name: string;
  /** When the person last did something that opens the 24 h window; `null` = never. */
  readonly lastInboundAt: EpochMs | null;
  readonly blocked: 0 | 1;
};

/** People. */
export type PersonRecords = {
  find(scopedId: string): PersonRow | null;
  byId(id: number): PersonRow | null;
  /** People of a Page by number, after number `after`. */
  page(page: number, after: number, limit: number): readonly PersonRow[];
  add(person: Omit<PersonRow, 'id'>): number;
  noteInbound(person: number, at: EpochMs): void;
  setBlocked(person: number, blocked: boolean): void;
  count(): number;
};

const COLUMNS = 'id, page, scoped_id AS scopedId, name, last_inbound_at_ms AS lastInboundAt, blocked';

/** Statements on people. */
export function createPersonRecords(database: PlatformFile): PersonRecords {
  const find = database.prepare<[string], PersonRow>(`SELECT ${COLUMNS} FROM person WHERE scoped_id = ?`);
  const byId = database.prepare<[number], PersonRow>(`SELECT ${COLUMNS} FROM person WHERE id = ?`);
  const page = database.prepare<[number, number, number], PersonRow>(
    `SELECT ${COLUMNS} FROM person WHERE page = ? AND id > ? ORDER BY id LIMIT ?`,
  );
  const add = database.prepare<[number, string, string, number | null, number]>(
    'INSERT INTO person (page, scoped_id, name, last_inbound_at_ms, blocked) VALUES (?, ?, ?, ?, ?)',
  );
  const inbound = database.prepare<[number, number]>('UPDATE person SET last_inbound_at_ms = ? WHERE id = ?');
  const blocked = database.prepare<[number, number]>('UPDATE person SET blocked = ? WHERE id = ?');
  const count = database.prepare<[], { n: number }>('SELECT count(*) AS n FROM person');
  return {
    find: (scopedId) => find.get(scopedId) ?? null,
    byId: (id) => byId.get(id) ?? null,
    page: (number, after, limit) => page.all(number, after, limit),
    add: (person) =>
      Number(add.run(person.page, person.scopedId, person.name, person.lastInboundAt, person.blocked).lastInsertRowid),
    noteInbound: (person, at) => void inbound.run(at, person),
    setBlocked: (person, value) => void blocked.run(value ? 1 : 0, person),
    count: () => count.get()?.n ?? 0,
  };
}
