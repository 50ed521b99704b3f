import type { DomainError } from '#shared/domain/errors.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import type { OptInCard } from '#shared/domain/opt-in.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';

/** A card that was saved. */
export interface StoredCard {
  readonly id: number;
  readonly accountId: AccountId;
  readonly name: string;
  readonly version: number;
  readonly card: OptInCard;
  /** Texts that go to whoever says yes. */
  readonly followUps: readonly string[];
  readonly createdAt: EpochMs;
  readonly changedAt: EpochMs;
  readonly asked: number;
  readonly answered: number;
}

const CARDS = `
SELECT c.id, c.account_id, c.name, c.version, c.card_json, c.follow_ups_json, c.created_at_ms, c.changed_at_ms,
  (SELECT count(*) FROM opt_in_request q WHERE q.account_id = c.account_id AND q.template_id = c.id AND q.asked_at_ms IS NOT NULL) AS asked,
  (SELECT count(*) FROM opt_in_request q WHERE q.account_id = c.account_id AND q.template_id = c.id AND q.answered_at_ms IS NOT NULL) AS answered
FROM opt_in_template c`;

/** The cards of an account (`null` = of all), newest change first; removed ones are left out. */
export function listCards(db: ReadableDb, args: { readonly accountId: AccountId | null }): readonly StoredCard[] {
  return selectAll(
    db,
    `${CARDS} WHERE c.removed_at_ms IS NULL AND (?1 IS NULL OR c.account_id = ?1) ORDER BY c.changed_at_ms DESC, c.id DESC`,
    [args.accountId],
  ).map(rowToCard);
}

/** One card, also a removed one; `null` = there is none. */
export function readCard(db: ReadableDb, args: { readonly id: number }): StoredCard | null {
  const row = selectOne(db, `${CARDS} WHERE c.id = ?`, [args.id]);
  return row === null ? null : rowToCard(row);
}

/** What is saved of a card. */
export interface SaveCard {
  /** `null` = a new one. */
  readonly id: number | null;
  readonly accountId: AccountId;
  readonly name: string;
  readonly card: OptInCard;
  readonly followUps: readonly string[];
  /** The version it was made from. */
  readonly version: number | null;
  readonly at: EpochMs;
}

/**
 * Saves a card; its id.
 *
 * @throws {DomainError} `notFound`; `wrongState` when somebody saved another version meanwhile.
 */
export function saveCard(db: WritableDb, args: SaveCard): number {
  const texts = [JSON.stringify(args.card), JSON.stringify(args.followUps)];
  if (args.id === null) {
    return execute(
      db,
      `INSERT INTO opt_in_template (account_id, name, card_json, follow_ups_json, version, created_at_ms, changed_at_ms)
       VALUES (?, ?, ?, ?, 1, ?, ?)`,
      [args.accountId, args.name, ...texts, args.at, args.at],
    ).lastId;
  }
  const { changes } = execute(
    db,
    `UPDATE opt_in_template SET name = ?, card_json = ?, follow_ups_json = ?, version = version + 1, changed_at_ms = ?
     WHERE id = ? AND account_id = ? AND version = ?`,
    [args.name, ...texts, args.at, args.id, args.accountId, args.version],
  );
  if (changes === 0) throw notSaved(db, args.id);
  return args.id;
}

/** Puts a card away, or takes it back. */
export function removeCard(db: WritableDb, args: { readonly id: number; readonly removedAt: EpochMs | null }): void {
  execute(db, 'UPDATE opt_in_template SET removed_at_ms = ? WHERE id = ?', [args.removedAt, args.id]);
}

function notSaved(db: ReadableDb, id: number): DomainError {
  const isThere = selectOne(db, 'SELECT 1 FROM opt_in_template WHERE id = ?', [id]) !== null;
  return isThere
    ? refuse('cardChangedElsewhere', {}, { where: 'version' })
    : refuse('cardUnknown', { card: `o${id}` }, { where: 'card' });
}

function rowToCard(row: Row): StoredCard {
  return {
    id: Number(row['id']),
    accountId: Number(row['account_id']) as AccountId, // row id
    name: String(row['name']),
    version: Number(row['version']),
    card: JSON.parse(String(row['card_json'])) as OptInCard, // written by `saveCard`, valid by CHECK
    followUps: JSON.parse(String(row['follow_ups_json'])) as readonly string[], // as above
    createdAt: Number(row['created_at_ms']) as EpochMs, // NOT NULL by schema
    changedAt: Number(row['changed_at_ms']) as EpochMs, // as above
    asked: Number(row['asked']),
    answered: Number(row['answered']),
  };
}

/** Changes of cards. */
export const cardWrites = { 'card.save': saveCard, 'card.remove': removeCard };
/** Questions about cards. */
export const cardReads = { 'card.list': listCards, 'card.read': readCard };
