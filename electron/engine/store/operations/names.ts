import type { AccountId, ScopedId } from '#shared/domain/ids.ts';
import { execute, type ReadableDb, selectOne, type WritableDb } from '../database.ts';

/** A person's name as they carry it at Meta. */
export interface MetaName {
  readonly recipient: ScopedId;
  readonly name: string;
}

/** Gives names to people who have none; a name that is there stays, whoever gave it. Returns how many were given. */
export function fillNames(
  db: WritableDb,
  args: { readonly accountId: AccountId; readonly names: readonly MetaName[] },
): number {
  let given = 0;
  for (const { recipient, name } of args.names) {
    given += execute(
      db,
      'UPDATE recipient SET display_name = ? WHERE account_id = ? AND scoped_id = ? AND display_name IS NULL',
      [name, args.accountId, recipient],
    ).changes;
  }
  return given;
}

/** Whether anybody of the account has no name. */
export function lacksNames(db: ReadableDb, args: { readonly accountId: AccountId }): boolean {
  const row = selectOne(db, 'SELECT 1 FROM recipient WHERE account_id = ? AND display_name IS NULL LIMIT 1', [
    args.accountId,
  ]);
  return row !== null;
}

/** Changes of names. */
export const nameWrites = { 'person.fillNames': fillNames };
/** Questions about names. */
export const nameReads = { 'person.lacksNames': lacksNames };
