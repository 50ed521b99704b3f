import { join } from 'node:path';
import Database from 'better-sqlite3';

/** What the platform's ledger and the workspace's rows say about each other after a campaign. */
export interface Verdict {
  /** Tokens that stand in the ledger twice or more. */
  readonly doubles: readonly string[];
  /** Planned tokens that are not in the ledger although no row explains why. */
  readonly lost: readonly string[];
  /** Rows that contradict the ledger: sent and not accepted, or accepted and not sent. */
  readonly untrue: readonly string[];
  /** Rows without an end or without a reason. */
  readonly unexplained: readonly string[];
  /** Tokens whose message a person has to decide, with the evidence: the platform tells a time that another tool may have caused. */
  readonly needsPerson: readonly string[];
  /** What SQLite finds wrong with the file. */
  readonly damage: readonly string[];
  /** Rows by state. */
  readonly states: Readonly<Record<string, number>>;
  /** Attempts whose answer settled nothing. */
  readonly uncertainAttempts: number;
  readonly accepted: number;
}

interface Row {
  readonly token: string;
  readonly state: string;
  readonly reason: string | null;
  /** When it is looked at next; of an uncertain row `null` = a person decides. */
  readonly nextAt: number | null;
}

const FINAL: ReadonlySet<string> = new Set(['sent', 'failed', 'skipped', 'missed', 'cancelled']);

/** Compares a closed workspace with the ledger of the platform it sent to. */
export function compareWithLedger(workspace: string, ledger: readonly string[], planned: ReadonlySet<string>): Verdict {
  const db = new Database(join(workspace, 'sundial.db'), { readonly: true });
  try {
    const rows = db
      .prepare<[], Row>(
        `SELECT t.token, d.state, d.reason, d.next_at_ms AS nextAt FROM delivery d JOIN notification_token t ON t.id = d.token_id WHERE d.kind = 'marketing'`,
      )
      .all();
    const accepted = new Set(ledger);
    const byToken = new Map(rows.map((row) => [row.token, row]));
    const attempts = db
      .prepare<[], { n: number }>(`SELECT count(*) AS n FROM attempt WHERE outcome = 'uncertain'`)
      .get();
    return {
      doubles: doublesOf(ledger),
      lost: [...planned].filter((token) => !accepted.has(token) && !isExplained(byToken.get(token))),
      untrue: rows.flatMap((row) => untruth(row, accepted.has(row.token))),
      unexplained: rows.filter((row) => !isExplained(row)).map(({ token, state }) => `${token} is ${state}`),
      needsPerson: rows.filter(needsPerson).map(({ token }) => token),
      damage: damageOf(db),
      states: Object.fromEntries(
        [...Map.groupBy(rows, ({ state }) => state)].map(([state, group]) => [state, group.length]),
      ),
      uncertainAttempts: attempts?.n ?? 0,
      accepted: accepted.size,
    };
  } finally {
    db.close();
  }
}

function doublesOf(ledger: readonly string[]): readonly string[] {
  const counts = Map.groupBy(ledger, (token) => token);
  return [...counts].filter(([, times]) => times.length > 1).map(([token]) => token);
}

function isExplained(row: Row | undefined): boolean {
  if (row === undefined) return false;
  return needsPerson(row) || (FINAL.has(row.state) && (row.state === 'sent' || row.reason !== null));
}

function needsPerson({ state, nextAt }: Row): boolean {
  return state === 'uncertain' && nextAt === null;
}

function untruth(row: Row, isAccepted: boolean): readonly string[] {
  const { token, state, reason } = row;
  if (state === 'sent' && !isAccepted) return [`${token} counts as sent and was not accepted`];
  if (state === 'sent' || !isAccepted || needsPerson(row)) return [];
  return [`${token} was accepted and counts as ${state} (${reason ?? 'no reason'})`];
}

function damageOf(db: Database.Database): readonly string[] {
  const lines = db.pragma('quick_check') as readonly { readonly quick_check: string }[]; // one text column
  return lines.map(({ quick_check: line }) => line).filter((line) => line !== 'ok');
}
