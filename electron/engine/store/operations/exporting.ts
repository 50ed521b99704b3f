import { DomainError } from '#shared/domain/errors.ts';
import { type ReadableDb, type Row, type SqlValue, selectAll } from '../database.ts';

/** How rows of one person are found in each table; `null` = the table holds nothing about one person. */
const PERSON_ROWS: Readonly<Record<string, string | null>> = {
  account: 'id IN (SELECT account_id FROM recipient WHERE id = @person)',
  recipient: 'id = @person',
  notification_token: 'recipient_id = @person',
  token_ledger: 'token_id IN (SELECT id FROM notification_token WHERE recipient_id = @person)',
  consent_event: 'recipient_id = @person',
  erasure: 'recipient_id = @person',
  suppression: null,
  forgotten_stop: null,
  campaign: 'id IN (SELECT campaign_id FROM delivery WHERE recipient_id = @person)',
  campaign_version: 'campaign_id IN (SELECT campaign_id FROM delivery WHERE recipient_id = @person)',
  campaign_draft: null,
  campaign_draft_version: null,
  slot: 'id IN (SELECT slot_id FROM delivery WHERE recipient_id = @person)',
  delivery: 'recipient_id = @person',
  attempt: 'delivery_id IN (SELECT id FROM delivery WHERE recipient_id = @person)',
  opt_in_template: null,
  opt_in_request: 'recipient_id = @person',
  follow_up: 'delivery_id IN (SELECT id FROM delivery WHERE recipient_id = @person)',
  rezoned: 'delivery_id IN (SELECT id FROM delivery WHERE recipient_id = @person)',
  read_back: 'delivery_id IN (SELECT id FROM delivery WHERE recipient_id = @person)',
  campaign_count: null,
  answer_hour: null,
  import: `@person BETWEEN first_recipient_id AND last_recipient_id
    OR id IN (SELECT import_id FROM import_row WHERE subject = 'recipient' AND row_id = @person)`,
  import_row: `(subject = 'recipient' AND row_id = @person)
    OR (subject = 'token' AND row_id IN (SELECT id FROM notification_token WHERE recipient_id = @person))`,
  import_reject: 'instr(value, (SELECT scoped_id FROM recipient WHERE id = @person)) > 0',
  webhook_event: `instr(body_json, (SELECT scoped_id FROM recipient WHERE id = @person)) > 0
    OR token_id IN (SELECT id FROM notification_token WHERE recipient_id = @person)`,
  setting: null,
  audit_event: null,
};

/** Columns that hold notification tokens, alone or inside a text; written only when asked for (RELIABILITY S-37, S-47). */
const TOKEN_COLUMNS: Readonly<Record<string, readonly string[]>> = {
  notification_token: ['token'],
  import_row: ['before_json'],
  import_reject: ['value'],
  webhook_event: ['body_json'],
};

/** Settings that are keys of their own and never leave. */
const SECRET_SETTINGS = ['suppressionSalt'];

/** One page of a table, and where the next begins; `next` is `null` after the last. */
export interface ExportPage {
  readonly rows: readonly Row[];
  readonly next: readonly SqlValue[] | null;
}

/** The tables an export walks: every table there is, so that a new one cannot be forgotten (RELIABILITY P-05). */
export function exportTables(db: ReadableDb, args: { readonly ofPerson: boolean }): readonly string[] {
  const names = selectAll(
    db,
    `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite\\_%' ESCAPE '\\' ORDER BY name`,
  ).map((row) => String(row['name']));
  for (const name of names) {
    if (!(name in PERSON_ROWS)) {
      throw new DomainError(
        'wrongState',
        `The table "${name}" is missing from the list of what an export holds.`,
        name,
      );
    }
  }
  return args.ofPerson ? names.filter((name) => PERSON_ROWS[name] !== null) : names;
}

/** Up to `limit` rows of a table in the order of its key, from after `from`. */
export function exportPage(
  db: ReadableDb,
  args: {
    readonly table: string;
    /** Row number of a recipient; `null` = everybody. */
    readonly person: number | null;
    readonly withTokens: boolean;
    readonly from: readonly SqlValue[] | null;
    readonly limit: number;
  },
): ExportPage {
  const ofPerson = PERSON_ROWS[args.table];
  if (ofPerson === undefined) throw new DomainError('notFound', `There is no table "${args.table}".`, args.table);
  const columns = selectAll(db, 'SELECT name, pk FROM pragma_table_info(?) ORDER BY cid', [args.table]);
  const key = columns
    .filter((column) => Number(column['pk']) > 0)
    .toSorted((a, b) => Number(a['pk']) - Number(b['pk']))
    .map((column) => String(column['name']));
  const conditions = [
    ...(args.person === null ? [] : [`(${ofPerson ?? 'FALSE'})`]),
    ...(args.from === null ? [] : [`(${key.join(', ')}) > (${key.map((_, index) => `@from${index}`).join(', ')})`]),
    ...(args.table === 'setting' ? [`key NOT IN (${SECRET_SETTINGS.map((name) => `'${name}'`).join(', ')})`] : []),
  ];
  const where = conditions.length === 0 ? '' : `WHERE ${conditions.join(' AND ')}`;
  const parameters = {
    limit: args.limit,
    ...(args.person === null ? {} : { person: args.person }),
    ...Object.fromEntries((args.from ?? []).map((value, index) => [`from${index}`, value])),
  };
  const rows = selectAll(
    db,
    `SELECT * FROM ${args.table} ${where} ORDER BY ${key.join(', ')} LIMIT @limit`,
    parameters,
  );
  const last = rows.length < args.limit ? undefined : rows.at(-1);
  return {
    rows: rows.map((row) => readable(row, args.withTokens ? [] : (TOKEN_COLUMNS[args.table] ?? []))),
    next: last === undefined ? null : key.map((name) => last[name] ?? null),
  };
}

/** Bytes become hex; columns that hold tokens are left out by name, so that the reader sees that something is there. */
function readable(row: Row, hidden: readonly string[]): Row {
  return Object.fromEntries(
    Object.entries(row).map(([name, value]) => {
      if (hidden.includes(name) && value !== null) {
        return [name, name === 'token' ? shortened(String(value)) : '(left out)'];
      }
      return [name, Buffer.isBuffer(value) ? value.toString('hex') : value];
    }),
  );
}

/** First and last four characters (RELIABILITY S-47). */
function shortened(token: string): string {
  return token.length <= 12 ? '…' : `${token.slice(0, 4)}…${token.slice(-4)}`;
}

/** Questions an export asks. */
export const exportingReads = { 'export.tables': exportTables, 'export.page': exportPage };
