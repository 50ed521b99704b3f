import { join } from 'node:path';
import Database from 'better-sqlite3';
import { runChild } from './child.ts';
import type { InsertSelectInput } from './insert-select-process.ts';
import type { PlanInput, PlanReport } from './plan-process.ts';
import type { Comparison, Measured } from './ratio.ts';
import { writeTemplate } from './template-workspace.ts';
import { copyFile, settleDisk, type WorkFolder } from './work-folder.ts';

/** A week before the slot, so that nobody's time is past. */
const LAUNCHED_AT = Date.UTC(2026, 10, 20, 12);

/** Planning and launching a campaign of `rows` tokens in 60 zones, against storing the very rows it left (DESIGN 11). */
export async function planCase(work: WorkFolder, rows: number): Promise<Comparison> {
  const template = work.at(`plan-${rows}.db`);
  writeTemplate(template, { accounts: 1, tokens: rows });
  const launch = async (folder: string): Promise<PlanReport> => {
    copyFile(template, join(folder, 'sundial.db'));
    settleDisk();
    return runChild<PlanReport>(new URL('./plan-process.ts', import.meta.url), {
      folder,
      atMs: LAUNCHED_AT,
    } satisfies PlanInput);
  };
  const reference = work.fresh(`plan-reference-${rows}`);
  const planned = await launch(reference);
  const raw = prepareRaw(template, reference);
  return {
    work: 'plan',
    rows,
    measure: 'time',
    goal: { kind: 'atMost', bound: 2 },
    ours: { name: 'launch, rows stored and committed', run: () => measure(() => launch(work.fresh('plan')), planned) },
    yardstick: {
      name: 'one INSERT … SELECT of the same rows',
      run: () => insertRaw(raw, work.fresh('plan')),
    },
    figures: [
      { name: 'processor', unit: 'ms', of: 'median', goal: { kind: 'none' } },
      { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'none' } },
    ],
    notes: [
      `${planned.scheduled} scheduled, ${planned.skipped} skipped; one statement with keys, indexes, checks and triggers on, in the order of our rows.`,
    ],
  };
}

async function measure(launch: () => Promise<PlanReport>, expected: PlanReport): Promise<Measured> {
  const { tookMs, memoryMiB, processor, scheduled, skipped } = await launch();
  if (scheduled !== expected.scheduled || skipped !== expected.skipped) {
    throw new Error(
      `The plan has ${scheduled} and ${skipped} rows instead of ${expected.scheduled} and ${expected.skipped}.`,
    );
  }
  return { tookMs, figures: { memory: memoryMiB, processor } };
}

interface Raw {
  readonly startPath: string;
  readonly rowsPath: string;
  readonly columns: readonly string[];
  readonly rows: number;
}

/** The workspace as it stood before the deliveries, with the campaign and its slots, and the deliveries in a plain table. */
function prepareRaw(template: string, reference: string): Raw {
  const startPath = join(reference, 'start.db');
  const rowsPath = join(reference, 'rows.db');
  copyFile(template, startPath);
  const start = new Database(startPath);
  start.prepare('ATTACH ? AS result').run(join(reference, 'sundial.db'));
  start.prepare('ATTACH ? AS planned').run(rowsPath);
  start.exec(`
    INSERT INTO campaign SELECT * FROM result.campaign;
    INSERT INTO slot SELECT * FROM result.slot;
    CREATE TABLE planned.delivery AS SELECT * FROM result.delivery ORDER BY id;
  `);
  const columns = start
    .prepare<[], { name: string }>(`SELECT name FROM pragma_table_info('delivery', 'main') WHERE name <> 'id'`)
    .all()
    .map(({ name }) => name);
  const rows = start.prepare<[], { n: number }>('SELECT count(*) AS n FROM planned.delivery').get()?.n ?? 0;
  start.close();
  return { startPath, rowsPath, columns, rows };
}

async function insertRaw({ startPath, rowsPath, columns, rows }: Raw, folder: string): Promise<Measured> {
  const databasePath = join(folder, 'raw.db');
  copyFile(startPath, databasePath);
  settleDisk();
  const given: InsertSelectInput = { databasePath, rowsPath, columns };
  const measured = await runChild<Measured>(new URL('./insert-select-process.ts', import.meta.url), given);
  const db = new Database(databasePath, { readonly: true });
  const stored = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM delivery').get()?.n;
  db.close();
  if (stored !== rows) throw new Error(`The statement stored ${stored} rows instead of ${rows}.`);
  return measured;
}
