import { describe, expect, test } from 'vitest';
import { type ReadableDb, selectAll } from '#engine/store/database.ts';
import { CANCEL_WAITING } from '#engine/store/operations/campaigns.ts';
import { DELIVERIES_PAGE } from '#engine/store/operations/campaigns-deliveries.ts';
import { DRAFT } from '#engine/store/operations/plans-draft.ts';
import { LIST_CONTENDED, LIST_SEVERAL, LIST_UNDECIDED } from '#engine/store/operations/plans-exceptions.ts';
import { LISTED_PEOPLE, ONE_PERSON } from '#engine/store/operations/plans-facts.ts';
import { OPEN_GROUPS } from '#engine/store/operations/plans-pace.ts';
import { AUDIENCE_PAGE } from '#engine/store/operations/plans-page.ts';
import { openScratch } from '#engine/store/operations/plans-scratch.ts';
import { emptyWorkspace } from '#test/support/workspace-rows.ts';

function planner(): ReadableDb {
  const db = emptyWorkspace();
  openScratch(db);
  db.function('sundial_slot', (_tokenZone: unknown, _personZone: unknown) => 0);
  db.function('sundial_period_end', (_frequency: unknown, _at: unknown) => 0);
  return db;
}

/** The steps SQLite takes, one a line. */
function stepsOf(text: string): string {
  // Parameters become numbers: which index is taken must not hang on their values.
  const bound = text.replaceAll(/:\w+|\?/g, '1');
  return selectAll(planner(), `EXPLAIN QUERY PLAN ${bound}`)
    .map((row) => String(row['detail']))
    .join('\n');
}

describe('planning a million people', () => {
  test('walks the tokens once, in the order they stand, and finds the rest by row number', () => {
    const steps = stepsOf(DRAFT);
    expect(steps).toMatch(/SCAN t(?! USING)/);
    expect(steps).toContain('SEARCH r USING INTEGER PRIMARY KEY');
    expect(steps).toContain('SEARCH l USING INTEGER PRIMARY KEY');
    expect(steps).toContain('SEARCH s USING PRIMARY KEY');
    expect(steps).toContain('SEARCH x USING INTEGER PRIMARY KEY');
    expect(steps).not.toContain('AUTOMATIC');
  });

  test('finds the few who need more by indexes, never by walking what is done', () => {
    expect(stepsOf(LIST_SEVERAL)).toContain(
      'SCAN notification_token USING COVERING INDEX notification_token_recipient',
    );
    expect(stepsOf(LIST_UNDECIDED)).toContain('USING INDEX delivery_in_flight');
    expect(stepsOf(LIST_CONTENDED)).toMatch(/SEARCH d USING INDEX delivery_next \(account_id=\?\)/);
    expect(stepsOf(LIST_CONTENDED)).toContain('SEARCH t USING INTEGER PRIMARY KEY');
  });

  test('reads a person by the person, not by the account', () => {
    for (const text of [LISTED_PEOPLE, ONE_PERSON]) {
      expect(stepsOf(text)).toContain('SEARCH t USING INDEX notification_token_recipient (recipient_id=?)');
      expect(stepsOf(text)).toContain('SEARCH d USING INDEX delivery_key (token_id=?)');
      expect(stepsOf(text)).not.toMatch(/SCAN (t|d|r|l)\b/);
    }
  });

  test('counts what the account has open from the index alone', () => {
    expect(stepsOf(OPEN_GROUPS)).toContain('SEARCH delivery USING COVERING INDEX delivery_next (account_id=?)');
  });

  test('goes from page to page by position', () => {
    const steps = stepsOf(AUDIENCE_PAGE);
    expect(steps).toMatch(/SEARCH p USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/);
    expect(steps).not.toContain('TEMP B-TREE');
    expect(steps).not.toContain('SCAN');
  });
});

describe('a campaign', () => {
  test('finds its deliveries by the range of their ids, and what waits by the index of what waits', () => {
    expect(stepsOf(DELIVERIES_PAGE)).toContain('SEARCH d USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)');
    expect(stepsOf(DELIVERIES_PAGE)).not.toMatch(/SCAN|TEMP B-TREE/);
    expect(stepsOf(CANCEL_WAITING)).toContain('INDEX delivery_next (account_id=? AND campaign_id=?)');
  });
});
