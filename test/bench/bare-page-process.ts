import Database from 'better-sqlite3';
import { input, report } from './child.ts';
import { median } from './median.ts';

/** What the parent asks for. */
export interface BarePageInput {
  /** A database with an index made for exactly this page. */
  readonly databasePath: string;
}

/** Milliseconds of one page; median. */
export interface BarePageReport {
  readonly pageMs: number;
}

/** Pages of which the median is taken. */
const PAGES = 25;

/** The same rows as the People screen's first page, from the index made for them; nothing is judged, worded or counted. */
const PAGE = `SELECT t.id, r.display_name, r.scoped_id, t.topic, t.zone, r.zone AS person_zone, t.created_at_ms, t.opted_in_at_ms, t.expires_at_ms,
    t.frequency, t.stopped_at_ms, t.invalid_at_ms, r.suppressed_at_ms, l.*
  FROM recipient AS r INDEXED BY bench_name CROSS JOIN notification_token AS t ON t.recipient_id = r.id
  LEFT JOIN token_ledger AS l ON l.token_id = t.id ORDER BY r.display_name, r.id LIMIT 100`;

function measure({ databasePath }: BarePageInput): void {
  const db = new Database(databasePath, { readonly: true });
  const statement = db.prepare(PAGE);
  const pages: number[] = [];
  for (let round = 0; round < PAGES; round++) {
    const startedAt = performance.now();
    if (statement.all().length !== 100) throw new Error('The page is not full.');
    pages.push(performance.now() - startedAt);
  }
  db.close();
  report({ pageMs: median(pages) } satisfies BarePageReport);
}

measure(input() as BarePageInput); // given by the case that starts this script
