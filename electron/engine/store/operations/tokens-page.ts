import type { AccountId, NotificationToken, RecipientId, ScopedId, TokenId } from '#shared/domain/ids.ts';
import { type NextEligibleSource, type TokenStatus, tokenStatus } from '#shared/domain/notification-token.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { type ReadableDb, type Row, type SqlValue, selectAll } from '../database.ts';

/** One token as lists show it. `null` = not known or never. */
export interface TokenLine {
  readonly id: TokenId;
  readonly recipientId: RecipientId;
  readonly accountId: AccountId;
  readonly token: NotificationToken;
  readonly recipient: ScopedId;
  readonly name: string | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly status: TokenStatus;
  readonly userTokenStatus: string | null;
  readonly nextEligibleAt: EpochMs | null;
  readonly nextEligibleSource: NextEligibleSource | null;
  readonly expiresAt: EpochMs | null;
  readonly lastAcceptedAt: EpochMs | null;
}

/** Which tokens to list. `null` = no matter. */
export interface TokenFilter {
  readonly accountId: AccountId | null;
  readonly topic: string | null;
  readonly status: TokenStatus | null;
  readonly zone: string | null;
  /** Beginning of a name, a scoped id or a token. */
  readonly search: string | null;
}

/** One page of tokens; `next` is `null` after the last. */
export interface TokenPageAnswer {
  readonly rows: readonly TokenLine[];
  readonly next: TokenId | null;
}

/** The status in SQL, the same decision as `tokenStatus`; held equal by test. */
const STATUS = `CASE
  WHEN r.suppressed_at_ms IS NOT NULL THEN 'suppressed' WHEN t.stopped_at_ms IS NOT NULL THEN 'stopped'
  WHEN t.invalid_at_ms IS NOT NULL THEN 'invalid' WHEN t.expires_at_ms <= @now THEN 'expired' ELSE 'active' END`;

/** Columns of a token with its person and ledger, as {@link rowToTokenLine} reads them. */
export const TOKEN_LINE = `t.id, t.recipient_id, t.account_id, t.token, r.scoped_id, r.display_name, t.topic, t.zone, t.user_token_status,
  l.next_eligible_at_ms, l.next_eligible_source, t.expires_at_ms, l.last_accepted_at_ms, r.suppressed_at_ms, t.stopped_at_ms, t.invalid_at_ms
  FROM notification_token t JOIN recipient r ON r.id = t.recipient_id LEFT JOIN token_ledger l ON l.token_id = t.id`;

/** A page of tokens in the order they came in, from after `after`. The cost is that of the rows walked, never of an offset. */
export function pageTokens(
  db: ReadableDb,
  args: { readonly filter: TokenFilter; readonly after: TokenId | null; readonly limit: number; readonly now: EpochMs },
): TokenPageAnswer {
  const { filter, after, limit, now } = args;
  const conditions: string[] = ['t.id > @after'];
  const parameters: Record<string, SqlValue> = { after: after ?? 0, limit };
  const add = (condition: string, name: string, value: SqlValue): void => {
    if (value === null) return;
    conditions.push(condition);
    parameters[name] = value;
  };
  add('t.account_id = @account', 'account', filter.accountId);
  add('t.topic = @topic', 'topic', filter.topic);
  add('t.zone = @zone', 'zone', filter.zone);
  add(`${STATUS} = @status`, 'status', filter.status);
  if (filter.status !== null) parameters['now'] = now;
  if (filter.search !== null) {
    const pattern = `${filter.search.replaceAll(/[\\%_]/gu, (sign) => `\\${sign}`)}%`;
    const like = ['r.display_name', 'r.scoped_id', 't.token'].map((column) => `${column} LIKE @search ESCAPE '\\'`);
    add(`(${like.join(' OR ')})`, 'search', pattern);
  }
  const text = `SELECT ${TOKEN_LINE} WHERE ${conditions.join(' AND ')} ORDER BY t.id LIMIT @limit`;
  const rows = selectAll(db, text, parameters).map((row) => rowToTokenLine(row, now));
  return { rows, next: rows.length < limit ? null : (rows.at(-1)?.id ?? null) };
}

/** Reads a row of {@link TOKEN_LINE}. */
export function rowToTokenLine(row: Row, now: EpochMs): TokenLine {
  const instant = (name: string): EpochMs | null => (row[name] === null ? null : (Number(row[name]) as EpochMs)); // INTEGER milliseconds by schema
  const text = (name: string): string | null => (row[name] === null ? null : String(row[name]));
  const expiresAt = instant('expires_at_ms');
  return {
    id: Number(row['id']) as TokenId, // row id
    recipientId: Number(row['recipient_id']) as RecipientId, // row id
    accountId: Number(row['account_id']) as AccountId, // row id
    token: String(row['token']) as NotificationToken, // the platform's handle, TEXT by schema
    recipient: String(row['scoped_id']) as ScopedId, // the platform's id, TEXT by schema
    name: text('display_name'),
    topic: text('topic'),
    zone: text('zone'),
    status: tokenStatus(
      {
        suppressedAt: instant('suppressed_at_ms'),
        stoppedAt: instant('stopped_at_ms'),
        invalidAt: instant('invalid_at_ms'),
        expiresAt,
      },
      now,
    ),
    userTokenStatus: text('user_token_status'),
    nextEligibleAt: instant('next_eligible_at_ms'),
    nextEligibleSource: row['next_eligible_source'] as NextEligibleSource | null, // closed by CHECK
    expiresAt,
    lastAcceptedAt: instant('last_accepted_at_ms'),
  };
}
