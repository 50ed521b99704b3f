/**
 * How a staged row and the token it is about become one, as SQL over `o` (the staged row), `t` (the token), `l` (its ledger), `r` (its
 * person), `@at` (now) and `@factsAt` (when the row's next eligible time was true). The change set and the applying transaction use
 * the same text, so what was shown is what is stored (MARKET B4, preview and import that disagree).
 */

/** The latest opt-in known from either side; 0 = none. */
const OPTED = 'max(ifnull(t.opted_in_at_ms, 0), ifnull(o.opted_in_at_ms, 0))';
/** The latest stop known from either side; 0 = none. */
const STOPPED = 'max(ifnull(t.stopped_at_ms, 0), ifnull(o.stopped_at_ms, 0))';

/** What a row does not say stays as it is. */
const given = (column: string): string => `ifnull(o.${column}, t.${column})`;

/** New value of each column of a known token. */
export const TOKEN_MERGE: Readonly<Record<string, string>> = {
  topic: given('topic'),
  payload: given('payload'),
  // A text that is no zone never replaces one.
  zone: `CASE WHEN o.zone IS NULL OR (o.zone_code = 'zoneUnknown' AND t.zone IS NOT NULL) THEN t.zone ELSE o.zone END`,
  // An event tells when somebody opted in: the token is at least as old (as live: webhooks-permission.ts).
  created_at_ms: `CASE WHEN o.origin = 'event' AND t.created_at_ms < o.created_at_ms THEN t.created_at_ms ELSE ${given('created_at_ms')} END`,
  // The platform's list clears a past expiry; a file cannot bring one back (DESIGN 4, Expiry).
  expires_at_ms: `CASE
    WHEN o.origin = 'list' THEN CASE WHEN o.expires_at_ms > @at THEN o.expires_at_ms END
    WHEN o.expires_at_ms IS NULL OR (t.expires_at_ms IS NULL AND o.expires_at_ms <= @at) THEN t.expires_at_ms
    ELSE o.expires_at_ms END`,
  frequency: given('frequency'),
  user_token_status: given('user_token_status'),
  reoptin: given('reoptin'),
  opted_in_at_ms: `nullif(${OPTED}, 0)`,
  // A stop wins ties; only a newer opt-in or resume clears it (DESIGN 4, Stops).
  stopped_at_ms: `CASE WHEN ${STOPPED} > 0 AND ${OPTED} <= ${STOPPED} THEN ${STOPPED} END`,
  // The platform knows it again, or the person has opted in since.
  invalid_at_ms: `CASE WHEN o.origin = 'list' OR ${OPTED} > t.invalid_at_ms THEN NULL ELSE t.invalid_at_ms END`,
};

/** Stop of a token that is new. */
export const NEW_STOPPED_AT = 'CASE WHEN ifnull(o.opted_in_at_ms, 0) <= o.stopped_at_ms THEN o.stopped_at_ms END';

/** Whether any column of a known token changes. */
export const TOKEN_CHANGES = Object.entries(TOKEN_MERGE)
  .map(([column, value]) => `t.${column} IS NOT (${value})`)
  .join(' OR ');

/** Whether a row brings a next eligible time that is newer than the one known. */
export const LEDGER_CHANGES = `o.next_eligible_at_ms IS NOT NULL AND o.next_eligible_at_ms IS NOT l.next_eligible_at_ms
  AND (l.next_eligible_read_at_ms IS NULL OR l.next_eligible_read_at_ms <= @factsAt)`;

/** Whether a row brings a new name of the person, or a suppression that is not known here. Of several rows the first names the person. */
export const PERSON_CHANGES = `(o.head = 0 AND o.name IS NOT NULL AND o.name IS NOT r.display_name)
  OR (o.suppressed_at_ms IS NOT NULL AND r.suppressed_at_ms IS NULL)`;

const fields = (alias: string, columns: readonly string[]): string =>
  `json_object(${columns.map((column) => `'${column}', ${alias}.${column}`).join(', ')})`;

/** Columns of a token that undo puts back. */
export const TOKEN_BEFORE = [...Object.keys(TOKEN_MERGE), 'last_import_id'] as const;
/** Columns of a ledger row that undo puts back. */
export const LEDGER_BEFORE = ['next_eligible_at_ms', 'next_eligible_source', 'next_eligible_read_at_ms'] as const;
/** Columns of a person that undo puts back. */
export const PERSON_BEFORE = ['display_name', 'suppressed_at_ms', 'last_import_id'] as const;

/** A token with its ledger as it was, as JSON text. */
export const BEFORE_TOKEN = `json_object('token', json(${fields('t', TOKEN_BEFORE)}), 'ledger', json(${fields('l', LEDGER_BEFORE)}))`;
/** A person as it was, as JSON text. */
export const BEFORE_PERSON = fields('r', PERSON_BEFORE);

/** Bits of `ordered.change`. */
export const CHANGE = { token: 1, ledger: 2, person: 4 } as const;
