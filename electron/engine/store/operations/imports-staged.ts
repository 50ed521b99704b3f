import type { AccountId } from '#shared/domain/ids.ts';

/** A staging file to apply, and what is told of it. Instants in milliseconds UTC. */
export interface ApplyOrder {
  readonly stagingPath: string;
  readonly accountId: number;
  readonly source: 'file' | 'sync' | 'webhookLog';
  readonly fileName: string | null;
  readonly sha256: string | null;
  readonly mappingJson: string | null;
  readonly counts: Readonly<Record<'rows' | 'new' | 'changed' | 'unchanged' | 'flagged' | 'rejected', number>>;
  readonly at: number;
  readonly factsAt: number;
}

/** Whose people the import is about. */
export function accountOf({ accountId }: ApplyOrder): AccountId {
  return accountId as AccountId; // the account was read by this id before anything was staged
}

/** Ids are counted on from the highest ever given: new people get `person + head`, new tokens `token + no`. */
export interface IdBases {
  readonly person: number;
  readonly token: number;
}

/** `no` of the person's first row. */
export const HEAD = 'CASE o.head WHEN 0 THEN o.no ELSE o.head END';

/** Staged rows about known tokens, with the token `t`, its person `r` and its ledger `l`. */
export const KNOWN = `staging.ordered o JOIN notification_token t ON t.id = o.token_id JOIN recipient r ON r.id = t.recipient_id
  LEFT JOIN token_ledger l ON l.token_id = t.id`;

/** A value that SQLite gives as text or not at all. */
export function textOf(value: unknown): string | null {
  return typeof value === 'string' ? value : null;
}
