import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { Row } from '#engine/store/database.ts';
import type { ExportPage } from '#engine/store/operations/exporting.ts';
import { findPerson } from './find-person.ts';
import { rowsUseCase } from './use-case.ts';

/** Rows fetched at once: enough to be fast, small in memory (Sundial's choice). */
const PAGE_ROWS = 1_000;

/** One row of an export: the table it stands in, and its columns by name. */
export interface ExportedRow {
  readonly table: string;
  readonly row: Row;
}

/** Every row of the data folder, or of one person, table by table. Secrets are never part of it: no table holds any. */
export const exportData = rowsUseCase({
  input: z.strictObject({
    /** PSID or IGSID; `null` = everybody. */
    recipient: z.string().nullable(),
    account: z.string().nullable(),
    withTokens: z.boolean(),
  }),
  audit: (input) => ({
    subject: input.recipient === null ? 'everything' : 'one person',
    detail: { withTokens: input.withTokens },
  }),
  rows: async function* (input, { parts }): AsyncGenerator<ExportedRow> {
    const person =
      input.recipient === null ? null : (await findPerson(parts, input.recipient, input.account)).recipientId;
    for (const table of await parts.store.read('export.tables', { ofPerson: person !== null })) {
      yield* rowsOf(parts, { table, person, withTokens: input.withTokens });
    }
  },
});

async function* rowsOf(
  parts: EngineParts,
  what: { readonly table: string; readonly person: number | null; readonly withTokens: boolean },
): AsyncGenerator<ExportedRow> {
  const page = (from: ExportPage['next']): Promise<ExportPage> =>
    parts.store.read('export.page', { ...what, from, limit: PAGE_ROWS }, { lane: 'bulk' });
  let from: ExportPage['next'] = null;
  do {
    const { rows, next } = await page(from);
    for (const row of rows) yield { table: what.table, row };
    from = next;
  } while (from !== null);
}
