import { callUseCase } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { confirm } from '#cli/confirm.ts';
import { argument, flag, pathOption } from '#cli/invocation-options.ts';
import { counted, say } from '#cli/output.ts';
import { openTextFile } from '#cli/text-file.ts';
import type { ExportedMessage } from '#engine/use-cases/export-campaign.ts';
import { csvLine } from '#shared/lang/csv-text.ts';

const COLUMNS = [
  'recipient',
  'name',
  'topic',
  'zone',
  'local',
  'state',
  'reason',
  'sentence',
  'dueAt',
  'finishedAt',
  'earliestAt',
  'messageId',
  'attempts',
  'token',
] as const satisfies readonly (keyof ExportedMessage)[];

/** `campaign export` (DESIGN 10): CSV for people, NDJSON with `--json`; into a file or to the terminal. */
export const campaignExport: CommandAction = async (invocation) => {
  const withTokens = flag(invocation, 'withTokens');
  if (withTokens) await confirm(invocation, 'Whoever holds the permission tokens can use them with the Page key.');
  const out = pathOption(invocation, 'out');
  if (out === null) {
    await exportTo(invocation, withTokens, invocation.io.write);
    return;
  }
  const file = await openTextFile(out);
  try {
    const rows = await exportTo(invocation, withTokens, file.write);
    await file.finish();
    say(invocation, `${counted(rows, 'message', 'messages')} written to ${out}.`);
  } finally {
    await file.drop();
  }
};

async function exportTo(
  invocation: Invocation,
  withTokens: boolean,
  write: (text: string) => Promise<void>,
): Promise<number> {
  let rows = 0;
  if (!invocation.json) await write(csvLine(COLUMNS));
  const input = { campaign: argument(invocation, 0), withTokens };
  await callUseCase(
    invocation,
    { name: 'campaign.export', input, store: 'inPlace' },
    {
      onProgress: () => undefined,
      onRow: async (row) => {
        rows += 1;
        const message = row as ExportedMessage; // the row of this use case
        await write(
          invocation.json ? `${JSON.stringify(message)}\n` : csvLine(COLUMNS.map((column) => message[column])),
        );
      },
    },
  );
  return rows;
}
