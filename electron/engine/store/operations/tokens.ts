import type { ConsentSource } from '#shared/domain/consent.ts';
import type { RecipientId, TokenId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { appendConsent } from '../consent-chain.ts';
import { execute, type ReadableDb, type Row, selectAll, selectOne, type WritableDb } from '../database.ts';
import { noteNextEligible } from './results-tokens.ts';
import { takeBackCards, takeBackScheduled } from './take-back.ts';
import { pageTokens } from './tokens-page.ts';
import { showToken } from './tokens-show.ts';

/** How many planned messages were taken back. */
export interface TakenBack {
  readonly takenBack: number;
}

/**
 * Marks that the person said stop, and takes back what is planned for the token, in the same transaction (RELIABILITY P-08). A stop
 * that is older than the newest opt-in changes nothing but the record; a stop wins ties (DESIGN 4, Stops).
 *
 * @throws {DomainError} `notFound`.
 */
export function stopToken(
  db: WritableDb,
  args: {
    readonly tokenId: TokenId;
    readonly at: EpochMs;
    readonly recordedAt: EpochMs;
    readonly source: ConsentSource;
  },
): TakenBack {
  const token = readTokenRow(db, args.tokenId);
  const isOutdone = Number(token['opted_in_at_ms'] ?? 0) > args.at;
  const isKnown = token['stopped_at_ms'] !== null && Number(token['stopped_at_ms']) >= args.at;
  if (!isKnown) {
    appendConsent(db, {
      recipientId: Number(token['recipient_id']),
      tokenId: args.tokenId,
      kind: 'stop',
      at: args.at,
      recordedAt: args.recordedAt,
      source: args.source,
      importId: null,
      wording: token['topic'] === null ? null : String(token['topic']),
    });
  }
  if (isOutdone) return { takenBack: 0 };
  if (!isKnown) execute(db, 'UPDATE notification_token SET stopped_at_ms = ? WHERE id = ?', [args.at, args.tokenId]);
  return { takenBack: takeBackScheduled(db, [{ tokenId: args.tokenId, reason: 'stopped' }], args.recordedAt) };
}

/**
 * Marks that the platform does not know the token any more, and takes back what is planned for it.
 *
 * @throws {DomainError} `notFound`.
 */
export function invalidateToken(db: WritableDb, args: { readonly tokenId: TokenId; readonly at: EpochMs }): TakenBack {
  readTokenRow(db, args.tokenId);
  execute(db, 'UPDATE notification_token SET invalid_at_ms = ifnull(invalid_at_ms, ?) WHERE id = ?', [
    args.at,
    args.tokenId,
  ]);
  return { takenBack: takeBackScheduled(db, [{ tokenId: args.tokenId, reason: 'invalid' }], args.at) };
}

/**
 * The user's "never message again": holds for all tokens of the person, now and later, whatever lists say (RELIABILITY D, P-03).
 *
 * @throws {DomainError} `notFound`.
 */
export function suppressPerson(
  db: WritableDb,
  args: { readonly recipientId: RecipientId; readonly at: EpochMs },
): TakenBack {
  const { changes } = execute(
    db,
    'UPDATE recipient SET suppressed_at_ms = ? WHERE id = ? AND suppressed_at_ms IS NULL',
    [args.at, args.recipientId],
  );
  if (changes === 0) {
    requirePerson(db, args.recipientId);
    return { takenBack: 0 };
  }
  enterWish(db, args, 'suppress');
  const tokens = selectAll(db, 'SELECT id FROM notification_token WHERE recipient_id = ?', [args.recipientId]);
  const all = tokens.map((row) => ({ tokenId: Number(row['id']), reason: 'suppressed' as const }));
  // Most people who may be asked hold no permission yet.
  const cards = takeBackCards(db, { ...args, reason: 'suppressed' });
  return { takenBack: cards + takeBackScheduled(db, all, args.at) };
}

/**
 * Takes "never message again" back. What was taken back from plans stays so.
 *
 * @throws {DomainError} `notFound`, `wrongState` when the person is not suppressed.
 */
export function unsuppressPerson(
  db: WritableDb,
  args: { readonly recipientId: RecipientId; readonly at: EpochMs },
): void {
  requirePerson(db, args.recipientId);
  const { changes } = execute(
    db,
    'UPDATE recipient SET suppressed_at_ms = NULL WHERE id = ? AND suppressed_at_ms IS NOT NULL',
    [args.recipientId],
  );
  if (changes === 0) throw refuse('notSuppressed', {}, { where: 'recipient' });
  enterWish(db, args, 'unsuppress');
}

/** Keeps the next eligible time a list or a read gave; `null` clears only an older word of the platform. */
export function refreshLedger(
  db: WritableDb,
  args: {
    readonly rows: readonly { readonly tokenId: TokenId; readonly nextEligibleAt: EpochMs | null }[];
    readonly readAt: EpochMs;
  },
): void {
  for (const row of args.rows) noteNextEligible(db, { ...row, readAt: args.readAt });
}

function enterWish(
  db: WritableDb,
  args: { readonly recipientId: RecipientId; readonly at: EpochMs },
  kind: 'suppress' | 'unsuppress',
): void {
  const { recipientId, at } = args;
  appendConsent(db, {
    recipientId,
    tokenId: null,
    kind,
    at,
    recordedAt: at,
    source: 'person',
    importId: null,
    wording: null,
  });
}

function readTokenRow(db: ReadableDb, tokenId: TokenId): Row {
  const row = selectOne(
    db,
    'SELECT recipient_id, topic, opted_in_at_ms, stopped_at_ms FROM notification_token WHERE id = ?',
    [tokenId],
  );
  if (row !== null) return row;
  throw refuse('permissionGone', {}, { where: 'token' });
}

function requirePerson(db: ReadableDb, recipientId: RecipientId): void {
  if (selectOne(db, 'SELECT 1 FROM recipient WHERE id = ?', [recipientId]) !== null) return;
  throw refuse('personGone', {}, { where: 'recipient' });
}

/** Changes of tokens and people. Stops and suppressions belong in front of the queue: call them with priority `urgent`. */
export const tokenWrites = {
  'token.stop': stopToken,
  'token.invalidate': invalidateToken,
  'person.suppress': suppressPerson,
  'person.unsuppress': unsuppressPerson,
  'ledger.refresh': refreshLedger,
};
/** Questions about tokens. */
export const tokenReads = { 'token.page': pageTokens, 'token.show': showToken };
