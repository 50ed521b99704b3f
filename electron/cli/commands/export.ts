import { join } from 'node:path';
import { type Call, callUseCase } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { confirm } from '#cli/confirm.ts';
import { flag, pathOption, textOption } from '#cli/invocation-options.ts';
import { counted, printRow, say } from '#cli/output.ts';
import { openTextFile, type TextFile } from '#cli/text-file.ts';
import type { ExportedRow } from '#engine/use-cases/export-data.ts';
import { csvLine } from '#shared/lang/csv-text.ts';

/** `export` (DESIGN 10, RELIABILITY P-05, S-36, S-37). */
export const exportData: CommandAction = async (invocation) => {
  const withTokens = flag(invocation, 'withTokens');
  if (withTokens) await confirm(invocation, 'Whoever holds the permission tokens can use them with the Page key.');
  const input = { recipient: invocation.args[0] ?? null, account: textOption(invocation, 'account'), withTokens };
  const call: Call = { name: 'data.export', input, store: 'inPlace' };
  const csvFolder = pathOption(invocation, 'csv');
  const out = pathOption(invocation, 'out');
  if (csvFolder !== null) await toCsv(invocation, call, csvFolder);
  else if (out !== null) await toFile(invocation, call, out);
  else await eachRow(invocation, call, (row) => printRow(invocation, row));
};

async function eachRow(invocation: Invocation, call: Call, take: (row: ExportedRow) => Promise<void>): Promise<void> {
  const onRow = (row: unknown): Promise<void> => take(row as ExportedRow); // the row of this use case
  await callUseCase(invocation, call, { onProgress: () => undefined, onRow });
}

async function toFile(invocation: Invocation, call: Call, path: string): Promise<void> {
  const file = await openTextFile(path);
  let rows = 0;
  try {
    await eachRow(invocation, call, async (row) => {
      rows += 1;
      await file.write(`${JSON.stringify(row)}\n`);
    });
    await file.finish();
  } finally {
    await file.drop();
  }
  await told(invocation, rows, [path]);
}

/** One file a table, its columns in the order of the table. */
async function toCsv(invocation: Invocation, call: Call, folder: string): Promise<void> {
  const files = new Map<string, TextFile>();
  let rows = 0;
  try {
    await eachRow(invocation, call, async ({ table, row }) => {
      rows += 1;
      const known = files.get(table);
      const file = known ?? (await openTextFile(join(folder, `${table}.csv`)));
      files.set(table, file);
      if (known === undefined) await file.write(csvLine(Object.keys(row)));
      await file.write(csvLine(Object.values(row)));
    });
    for (const file of files.values()) await file.finish();
  } finally {
    for (const file of files.values()) await file.drop();
  }
  await told(
    invocation,
    rows,
    [...files.keys()].map((table) => join(folder, `${table}.csv`)),
  );
}

async function told(invocation: Invocation, rows: number, files: readonly string[]): Promise<void> {
  if (invocation.json) await printRow(invocation, { rows, files });
  else say(invocation, `${counted(rows, 'row', 'rows')} written to ${files.join(', ')}.`);
}
