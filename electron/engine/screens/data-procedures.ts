import type { ExportedRow } from '#engine/use-cases/export-data.ts';
import { answer, follow, type ScreenContext, screens } from './implement-contract.ts';

/** Characters of one piece of an export: few enough to be sent at once, enough to be quick (Sundial's choice). */
const PIECE_CHARACTERS = 65_536;

/** What Settings asks about the data folder. */
export const dataProcedures = {
  facts: screens.data.facts.handler(answer('data.facts')),
  backups: screens.data.backups.handler(answer('data.backups')),
  backUp: screens.data.backUp.handler(follow('data.backUpHere')),
  prepareRestore: screens.data.prepareRestore.handler(answer('data.prepareRestore')),
  cancelRestore: screens.data.cancelRestore.handler(answer('data.cancelRestore')),
  restart: screens.data.restart.handler(answer('data.restart')),
  forgetLastRestore: screens.data.forgetLastRestore.handler(answer('data.forgetLastRestore')),
  export: screens.data.export.handler(({ context, input, signal }) => exportPieces(context, input, signal)),
  diagnostics: screens.data.diagnostics.handler(answer('data.diagnostics')),
};

/** Everything, one JSON text a line, a piece at a time; the screen puts the pieces into a file. */
async function* exportPieces(
  { engine }: ScreenContext,
  { withTokens }: { readonly withTokens: boolean },
  signal: AbortSignal | undefined,
): AsyncGenerator<{ readonly text: string; readonly rows: number }, void, undefined> {
  const asked = { signal: signal ?? new AbortController().signal, onProgress: () => undefined };
  const answered = await engine.run('data.export', { recipient: null, account: null, withTokens }, asked);
  if (answered.kind !== 'rows') return;
  let text = '';
  let rows = 0;
  // The rows of this use case.
  for await (const row of answered.rows as AsyncIterable<ExportedRow>) {
    text += `${JSON.stringify(row)}\n`;
    rows += 1;
    if (text.length < PIECE_CHARACTERS) continue;
    yield { text, rows };
    text = '';
  }
  yield { text, rows };
}
