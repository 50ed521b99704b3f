import type { Database } from 'better-sqlite3';
import { frequencyNamed } from '#shared/domain/notification-token.ts';
import type { StagingFile } from './staging-file.ts';
import type { WebhookEvent } from './webhook-event.ts';

/**
 * Marks the events of a log that the workspace holds already, and lays beside the others what else it holds of the same permissions:
 * what a permission is, all its events say together, whichever way they came (RELIABILITY S-54).
 *
 * @returns how many events of the log were known.
 */
export function addKnownEvents(
  file: StagingFile,
  accountId: number,
  zoneNo: (text: string | null) => number | null,
): number {
  const { db } = file;
  const known = db
    .prepare(
      `UPDATE staged_event SET is_known = 1 WHERE EXISTS
         (SELECT 1 FROM webhook_event w WHERE w.account_id = ? AND w.key = staged_event.key)`,
    )
    .run(accountId).changes;
  // A permission of which nothing new is told stays as it is.
  db.exec('DELETE FROM staged_event WHERE token NOT IN (SELECT token FROM staged_event WHERE is_known = 0)');
  for (const event of eventsHeld(db, accountId)) {
    file.addEvent({
      ...event,
      frequency: frequencyNamed(event.frequency),
      row: 0,
      zoneNo: zoneNo(event.zone),
      isKnown: true,
    });
  }
  return known;
}

function eventsHeld(db: Database, accountId: number): readonly WebhookEvent[] {
  const held = db
    .prepare(
      `SELECT w.body_json FROM notification_token t JOIN webhook_event w ON w.token_id = t.id
       WHERE t.account_id = ? AND w.body_json IS NOT NULL AND t.token IN (SELECT token FROM staged_event)`,
    )
    .pluck()
    .all(accountId) as string[]; // JSON by schema
  return held.map((body) => (JSON.parse(body) as { readonly event: WebhookEvent }).event); // written by whoever takes events in
}
