import type { CampaignId, RecipientId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, selectAll, selectOne } from '../database.ts';
import { readPerson, type TokenCase } from './plans-facts.ts';
import { rowToTokenLine, TOKEN_LINE, type TokenLine } from './tokens-page.ts';

/** A token as the People screen shows it, with all that the rules ask about it. */
export interface PersonRow {
  readonly line: TokenLine;
  readonly personZone: string | null;
  readonly optedInAt: EpochMs | null;
  readonly case: TokenCase;
}

/** No campaign: every planned message counts. */
const NO_CAMPAIGN = 0 as CampaignId; // row numbers begin at 1

/** The given tokens, in the order given; those that are gone are left out. */
export function rowsOfPeople(
  db: ReadableDb,
  args: { readonly ids: readonly number[]; readonly now: EpochMs },
): readonly PersonRow[] {
  return args.ids.flatMap((id) => {
    const row = selectOne(
      db,
      `SELECT r.zone AS person_zone, t.created_at_ms, t.opted_in_at_ms, ${TOKEN_LINE} WHERE t.id = ?`,
      [id],
    );
    if (row === null) return [];
    const line = rowToTokenLine(row, args.now);
    const campaign = { id: NO_CAMPAIGN, accountId: line.accountId };
    const cases = readPerson(db, { campaign, launchAt: args.now, recipientId: line.recipientId });
    const mine = cases.find(({ tokenId }) => tokenId === line.id);
    if (mine === undefined) return [];
    const { optedInAt, createdAt } = mine.facts.token;
    return [{ line, personZone: mine.personZone, optedInAt: optedInAt ?? createdAt, case: mine }];
  });
}

/** The first or last tokens in the order they came in, for the moment until the list stands. */
export function peopleByArrival(db: ReadableDb, args: { readonly limit: number }): readonly number[] {
  return selectAll(db, 'SELECT id FROM notification_token ORDER BY id LIMIT ?', [args.limit]).map((row) =>
    Number(row['id']),
  );
}

/** Token ids of a person, oldest first; empty when there is no such person. */
export function tokensOfPerson(db: ReadableDb, args: { readonly recipientId: RecipientId }): readonly number[] {
  return selectAll(db, 'SELECT id FROM notification_token WHERE recipient_id = ? ORDER BY id', [args.recipientId]).map(
    (row) => Number(row['id']),
  );
}

/** The people to whom tokens belong, each once. */
export function peopleOfTokens(db: ReadableDb, args: { readonly ids: readonly number[] }): readonly RecipientId[] {
  return selectAll(
    db,
    'SELECT DISTINCT recipient_id FROM notification_token WHERE id IN (SELECT value FROM json_each(?)) ORDER BY 1',
    [JSON.stringify(args.ids)],
  ).map((row) => Number(row['recipient_id']) as RecipientId); // a row id by schema
}

/** Questions about single rows. */
export const peopleRowReads = {
  'people.rows': rowsOfPeople,
  'people.byArrival': peopleByArrival,
  'person.tokens': tokensOfPerson,
  'people.ofTokens': peopleOfTokens,
};
