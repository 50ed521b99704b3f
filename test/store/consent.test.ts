import fc from 'fast-check';
import { expect, test } from 'vitest';
import { appendConsent, type ConsentEntry, findBrokenChains } from '#engine/store/consent-chain.ts';
import { execute, type WritableDb } from '#engine/store/database.ts';
import { CONSENT_KINDS, CONSENT_SOURCES } from '#shared/domain/consent.ts';
import { emptyWorkspace } from '#test/support/workspace-rows.ts';

const entry = fc.record<ConsentEntry>({
  recipientId: fc.integer({ min: 1, max: 3 }),
  tokenId: fc.option(fc.nat(9)),
  kind: fc.constantFrom(...CONSENT_KINDS),
  at: fc.nat(),
  recordedAt: fc.nat(),
  source: fc.constantFrom(...CONSENT_SOURCES),
  importId: fc.option(fc.nat(9)),
  wording: fc.option(fc.string({ unit: 'grapheme', maxLength: 5 })),
});

/** Edits a row as somebody with the file in their hands could. */
function tamper(db: WritableDb, sql: string): void {
  execute(db, 'DROP TRIGGER IF EXISTS consent_event_is_never_edited');
  execute(db, 'DROP TRIGGER IF EXISTS consent_event_is_never_deleted');
  execute(db, sql);
}

function recordOf(entries: readonly ConsentEntry[]): WritableDb {
  const db = emptyWorkspace();
  for (const one of entries) appendConsent(db, one);
  return db;
}

test('an untouched record fits its hashes, whatever is entered', () => {
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
      const db = recordOf(entries);
      expect(findBrokenChains(db, null)).toEqual([]);
      db.close();
    }),
    { numRuns: 50 },
  );
});

const THREE: readonly ConsentEntry[] = ['optIn', 'stop', 'resume'].map((kind, index) => ({
  recipientId: 7,
  tokenId: 1,
  kind: kind as ConsentEntry['kind'], // three of the list
  at: index,
  recordedAt: index,
  source: 'webhook',
  importId: null,
  wording: index === 0 ? 'Offers' : null,
}));

test.each([
  ['a changed time', 'UPDATE consent_event SET at_ms = 9 WHERE id = 2', 2],
  ['a stop made an opt-in', `UPDATE consent_event SET kind = 'optIn' WHERE id = 2`, 2],
  ['a changed wording', `UPDATE consent_event SET wording = 'News' WHERE id = 1`, 1],
  ['an entry taken out of the middle', 'DELETE FROM consent_event WHERE id = 2', 3],
  ['an entry given to somebody else', 'UPDATE consent_event SET recipient_id = 8 WHERE id = 1', 2],
])('%s is found, with the person and the entry', (_what, sql, eventId) => {
  const db = recordOf(THREE);
  tamper(db, sql);
  expect(findBrokenChains(db, null)).toContainEqual({ recipientId: 7, eventId });
});

test('the record of one person is checked alone', () => {
  const db = recordOf([...THREE, { ...THREE[0], recipientId: 8 } as ConsentEntry]); // a copy of an entry
  tamper(db, 'UPDATE consent_event SET at_ms = 9 WHERE recipient_id = 8');
  expect(findBrokenChains(db, 7)).toEqual([]);
  expect(findBrokenChains(db, 8)).toEqual([{ recipientId: 8, eventId: 4 }]);
});
