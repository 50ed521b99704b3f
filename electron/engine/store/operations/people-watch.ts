import { executeScript, selectAll, type WritableDb } from '../database.ts';

/**
 * Notes tokens that change, in a table and by triggers that live in the writer's own memory only and only once somebody has opened
 * People: no import and no send pays for them before. New tokens are not noted, their ids tell.
 */
const WATCH = `
CREATE TEMP TABLE IF NOT EXISTS people_changed (token_id INTEGER NOT NULL);
CREATE TEMP TRIGGER IF NOT EXISTS people_token_changed
  AFTER UPDATE OF topic, zone, expires_at_ms, opted_in_at_ms, created_at_ms, stopped_at_ms, invalid_at_ms, recipient_id ON main.notification_token
  BEGIN INSERT INTO people_changed VALUES (NEW.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS people_token_gone AFTER DELETE ON main.notification_token
  BEGIN INSERT INTO people_changed VALUES (OLD.id); END;
CREATE TEMP TRIGGER IF NOT EXISTS people_ledger_changed AFTER UPDATE ON main.token_ledger
  BEGIN INSERT INTO people_changed VALUES (NEW.token_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS people_ledger_new AFTER INSERT ON main.token_ledger
  WHEN NEW.last_accepted_at_ms IS NOT NULL
  BEGIN INSERT INTO people_changed VALUES (NEW.token_id); END;
CREATE TEMP TRIGGER IF NOT EXISTS people_person_changed AFTER UPDATE OF display_name, zone, suppressed_at_ms ON main.recipient
  BEGIN INSERT INTO people_changed SELECT id FROM notification_token WHERE recipient_id = NEW.id; END;
`;

/** Begins to note which tokens change. Safe to call twice. */
export function watchPeople(db: WritableDb, _args: null): void {
  executeScript(db, WATCH);
}

/** The tokens that changed since this was last asked. */
export function takeChangedPeople(db: WritableDb, _args: null): readonly number[] {
  const rows = selectAll(db, 'SELECT DISTINCT token_id FROM temp.people_changed');
  if (rows.length > 0) executeScript(db, 'DELETE FROM temp.people_changed');
  return rows.map((row) => Number(row['token_id']));
}

/** What keeps the list of people right; see {@link WATCH}. */
export const peopleWatchWrites = { 'people.watch': watchPeople, 'people.takeChanged': takeChangedPeople };
