import type { Database } from 'better-sqlite3';
import { type ReadableDb, selectOne } from '#engine/store/database.ts';
import { HASHED_ACCOUNT, suppressionHasher } from '#engine/store/suppression-hash.ts';
import { type ChangeSet, summarise } from './change-set.ts';
import { compareRows, type Drift, flagStanding, measureDrift } from './staging-compare.ts';
import { hasRows, linkPeople, settleConflicts } from './staging-conflicts.ts';
import { stopForgotten } from './staging-forgotten.ts';
import { countHappenings } from './staging-happenings.ts';
import { type Moved, measureMoved } from './staging-moved.ts';
import { fillRecipients, foldEvents, orderRows, storeZones, type ZoneAnswer } from './staging-order.ts';
import type { ReadFacts } from './staging-sink.ts';

/** The account an import is for, as far as staging needs it. */
export interface StagedAccount {
  readonly id: number;
  readonly platform: string;
  readonly pageId: string;
  readonly igId: string | null;
}

/** What is known when all rows are in. Instants in milliseconds UTC. */
export interface StageFacts {
  readonly account: StagedAccount;
  readonly read: ReadFacts;
  readonly zones: readonly ZoneAnswer[];
  readonly at: number;
  /** When the next eligible times in the source were true. */
  readonly factsAt: number;
  /** For the platform's list: the cool-down that drift is measured against; `null` for files. */
  readonly coolDownMs: number | null;
}

/** The finished change set; `drift` and `moved` only of the platform's list. */
export interface Staged {
  readonly changeSet: ChangeSet;
  readonly drift: Drift | null;
  readonly moved: Moved | null;
}

/** Turns staged rows into the change set: order, conflicts, comparison with the workspace, counts. */
export function stage(db: Database, facts: StageFacts): Staged {
  const { account, read, at, factsAt } = facts;
  const isList = facts.coolDownMs !== null;
  storeZones(db, facts.zones);
  if (read.events > 0) foldEvents(db);
  if (isList) fillRecipients(db, account.id);
  orderRows(db, { zones: facts.zones, expectsZone: read.zoneColumn !== null || isList, accountId: account.id, at });
  const left = settleConflicts(db, { accountId: account.id, keepsLatest: isList });
  linkPeople(db, account.id, formerlySuppressed(db, account));
  stopForgotten(db, account.id);
  if (hasRows(db, 'recipient', account.id)) compareRows(db, { at, factsAt });
  flagStanding(db);
  const happenings = countHappenings(db, { accountId: account.id, at });
  const changeSet = summarise(db, read, { repeated: happenings.known + left, happenings });
  const { coolDownMs } = facts;
  if (coolDownMs === null) return { changeSet, drift: null, moved: null };
  const moved = measureMoved(db, { accountId: account.id, at, coolDownMs });
  return { changeSet, drift: measureDrift(db, coolDownMs), moved };
}

/** Looks people up among the hashes that erasures left; `null` when there are none for the account. */
function formerlySuppressed(db: Database, account: StagedAccount): ((scopedId: string) => number | null) | null {
  if (db.prepare('SELECT 1 FROM suppression WHERE account_id = ? LIMIT 1').get(account.id) === undefined) return null;
  const workspace = db as unknown as ReadableDb; // the staging connection reads the workspace's tables too
  const row = selectOne(workspace, `SELECT ${HASHED_ACCOUNT} FROM account WHERE id = ?`, [account.id]);
  const hash = suppressionHasher(workspace);
  const find = db.prepare('SELECT at_ms FROM suppression WHERE account_id = ? AND salted_hash = ?').pluck();
  return (scopedId) => {
    const found = find.get(
      account.id,
      hash({ kind: 'person', platform: String(row?.['platform']), pageId: String(row?.['page_id']), id: scopedId }),
    );
    return typeof found === 'number' ? found : null;
  };
}
