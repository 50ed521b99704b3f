import { join } from 'node:path';
import { runChild } from './child.ts';
import type { ImportInput, ImportReport } from './import-process.ts';
import type { Comparison, Measured } from './ratio.ts';
import {
  checkShellImport,
  prepareShellImport,
  runShellImport,
  type ShellImport,
  shellVersion,
} from './sqlite-shell.ts';
import { writeTemplate } from './template-workspace.ts';
import { writeTokenFile } from './token-file.ts';
import { copyFile, settleDisk, type WorkFolder } from './work-folder.ts';

/**
 * Importing a CSV file of `rows` new tokens, against the `sqlite3` shell importing the very rows that it leaves (DESIGN 11).
 *
 * @throws {Error} where there is no `sqlite3` shell.
 */
export async function importCase(work: WorkFolder, rows: number): Promise<Comparison> {
  const version = shellVersion();
  if (version === null) throw new Error('There is no sqlite3 shell to compare with (Debian: sqlite3).');
  const csvPath = work.at(`tokens-${rows}.csv`);
  const megabytes = Math.round(writeTokenFile(csvPath, rows) / 1_000_000);
  const empty = work.at(`empty-${rows}.db`);
  writeTemplate(empty, { accounts: 1, tokens: 0 });
  const importInto = (folder: string): Promise<ImportReport> => {
    copyFile(empty, join(folder, 'sundial.db'));
    settleDisk();
    return runChild<ImportReport>(new URL('./import-process.ts', import.meta.url), {
      folder,
      csvPath,
    } satisfies ImportInput);
  };
  const reference = work.fresh(`import-reference-${rows}`);
  await importInto(reference);
  const shell = prepareShellImport(join(reference, 'sundial.db'), work.fresh(`shell-${rows}`));
  return {
    work: 'import',
    rows,
    measure: 'time',
    goal: { kind: 'atMost', bound: 2 },
    ours: {
      name: 'detect, check, change set, apply with consent events, close',
      run: () => importOnce(() => importInto(work.fresh('import')), rows),
    },
    yardstick: { name: `sqlite3 ${version} .import`, run: () => importByShell(shell, work.fresh('shell')) },
    figures: [
      { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'atMost', bound: 512 } },
      { name: 'processor', unit: 'ms', of: 'median', goal: { kind: 'none' } },
    ],
    notes: [
      `A CSV of ${megabytes} MB; the shell imports ${shell.tables.map((table) => `${table.rows.toLocaleString('en')} ${table.name}`).join(', ')}.`,
      'Same STRICT tables, all indexes, keys, triggers; default cache, WAL, FULL. Columns that hold NULL or BLOB are typed ANY for the shell, which knows only text.',
    ],
  };
}

async function importOnce(importFresh: () => Promise<ImportReport>, rows: number): Promise<Measured> {
  const done = await importFresh();
  if (done.new !== rows || done.rejected !== 0) throw new Error(`${done.new} of ${rows} tokens were imported.`);
  return { tookMs: done.tookMs, figures: { memory: done.memoryMiB, processor: done.processor } };
}

function importByShell(shell: ShellImport, folder: string): Promise<Measured> {
  const databasePath = join(folder, 'shell.db');
  copyFile(shell.startPath, databasePath);
  settleDisk();
  const startedAt = performance.now();
  runShellImport(databasePath, shell.tables);
  const tookMs = performance.now() - startedAt;
  checkShellImport(databasePath, shell.tables);
  return Promise.resolve({ tookMs });
}
