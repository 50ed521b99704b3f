import type { RecipientId, TokenId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, selectAll, selectOne, type WritableDb } from '../database.ts';
import { suppressPerson, unsuppressPerson } from './tokens.ts';

/** People among those given, and how many planned messages went with the change. */
export interface PeopleChanged {
  /** Those it changed: the others were so already, or are gone. */
  readonly changed: readonly RecipientId[];
  readonly takenBack: number;
}

/** "Never message again" for many people at once. */
export function suppressPeople(
  db: WritableDb,
  args: { readonly recipientIds: readonly RecipientId[]; readonly at: EpochMs },
): PeopleChanged {
  const changed: RecipientId[] = [];
  let takenBack = 0;
  for (const recipientId of args.recipientIds) {
    if (isSuppressed(db, recipientId) !== false) continue;
    takenBack += suppressPerson(db, { recipientId, at: args.at }).takenBack;
    changed.push(recipientId);
  }
  return { changed, takenBack };
}

/** Takes "never message again" back for many people at once. Messages that were taken back from plans stay so. */
export function unsuppressPeople(
  db: WritableDb,
  args: { readonly recipientIds: readonly RecipientId[]; readonly at: EpochMs },
): PeopleChanged {
  const changed = args.recipientIds.filter((recipientId) => isSuppressed(db, recipientId) === true);
  for (const recipientId of changed) unsuppressPerson(db, { recipientId, at: args.at });
  return { changed, takenBack: 0 };
}

/** Time zones of people and their tokens as they were; `null` = none. */
export interface FormerZones {
  readonly people: readonly { readonly id: RecipientId; readonly zone: string | null }[];
  readonly tokens: readonly { readonly id: TokenId; readonly zone: string | null }[];
}

/** Sets the time zone of people: theirs and that of each of their tokens, since a token's own would win over it. */
export function setPeopleZone(
  db: WritableDb,
  args: { readonly recipientIds: readonly RecipientId[]; readonly zone: string },
): FormerZones {
  const list = JSON.stringify(args.recipientIds);
  const people = selectAll(
    db,
    'SELECT id, zone FROM recipient WHERE id IN (SELECT value FROM json_each(?)) AND zone IS NOT ?',
    [list, args.zone],
  );
  const tokens = selectAll(
    db,
    'SELECT id, zone FROM notification_token WHERE recipient_id IN (SELECT value FROM json_each(?)) AND zone IS NOT ?',
    [list, args.zone],
  );
  const former = {
    people: people.map((row) => ({ id: Number(row['id']) as RecipientId, zone: row['zone'] as string | null })), // TEXT by schema
    tokens: tokens.map((row) => ({ id: Number(row['id']) as TokenId, zone: row['zone'] as string | null })), // TEXT by schema
  };
  putZones(db, {
    people: former.people.map(({ id }) => ({ id, zone: args.zone })),
    tokens: former.tokens.map(({ id }) => ({ id, zone: args.zone })),
  });
  return former;
}

/** Puts time zones as they are given: the undo of {@link setPeopleZone}. */
export function putZones(db: WritableDb, args: FormerZones): void {
  for (const { id, zone } of args.people) execute(db, 'UPDATE recipient SET zone = ? WHERE id = ?', [zone, id]);
  for (const { id, zone } of args.tokens) {
    execute(db, 'UPDATE notification_token SET zone = ? WHERE id = ?', [zone, id]);
  }
}

/** `null` = there is no such person any more. */
function isSuppressed(db: WritableDb, recipientId: RecipientId): boolean | null {
  const row = selectOne(db, 'SELECT suppressed_at_ms FROM recipient WHERE id = ?', [recipientId]);
  return row === null ? null : row['suppressed_at_ms'] !== null;
}

/** Changes of many people at once. */
export const peopleChangeWrites = {
  'people.suppress': suppressPeople,
  'people.unsuppress': unsuppressPeople,
  'people.setZone': setPeopleZone,
  'people.putZones': putZones,
};
