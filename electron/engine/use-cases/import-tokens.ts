import { z } from 'zod';
import { type ImportResult, importFile, undoImport } from '#engine/importers/import-service.ts';
import type { ImportProgress } from '#engine/importers/stage-client.ts';
import { syncAndNote } from '#engine/polling/sync-account.ts';
import type { Undone } from '#engine/store/operations/imports-undo.ts';
import { type ImportId, parsePublicId } from '#shared/domain/ids.ts';
import { ENCODINGS } from '#shared/domain/list-file.ts';
import { DATE_ORDERS } from '#shared/time/written-date.ts';
import { fillNamesOf } from './fill-names.ts';
import { findAccount } from './find-account.ts';
import { settingsOf } from './settings.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** Takes in a file of people, or says what it would change. */
export const importTokens = documentUseCase({
  input: z.strictObject({
    /** Absolute path on this computer. */
    path: z.string(),
    account: z.string().nullable(),
    map: z.array(z.strictObject({ column: z.string(), field: z.string() })),
    encoding: z.enum(ENCODINGS, `must be one of ${ENCODINGS.join(', ')}`).nullable(),
    /** What comes first in dates that do not tell; `null` = only what a column proves. */
    dateOrder: z.enum(DATE_ORDERS).nullable().default(null),
    dryRun: z.boolean(),
    /** Absolute path; `null` = nowhere. */
    rejectsPath: z.string().nullable(),
  }),
  audit: (_input, output: ImportResult) => ({ subject: output.import ?? 'dry run', detail: countsOf(output) }),
  run: async ({ account, ...order }, context) => {
    const { id } = await findAccount(context.parts, account);
    const { signal } = context;
    const result = await importFile(context.parts, {
      ...order,
      accountId: id,
      signal,
      onProgress: progressOf(context),
    });
    if (result.import !== null) context.services.changed();
    return result;
  },
});

/** Asks the platform for its whole list. */
export const syncAccount = documentUseCase({
  input: z.strictObject({ account: z.string().nullable() }),
  audit: (_input, output: ImportResult) => ({ subject: output.import ?? 'nothing', detail: countsOf(output) }),
  run: async (input, context) => {
    const account = await findAccount(context.parts, input.account);
    const result = await syncAndNote(context.parts, {
      accountId: account.id,
      signal: context.signal,
      onProgress: progressOf(context),
    });
    // Practice people get theirs at the practice door; here the wait would only be in the way.
    const { namesFromMeta } = await settingsOf(context);
    if (namesFromMeta && !account.isPractice) await fillNamesOf(context, account);
    context.services.changed();
    return result;
  },
});

/** Takes an import back. */
export const undoTokens = documentUseCase({
  input: z.strictObject({ import: z.string() }),
  audit: (input, output: Undone) => ({
    subject: input.import,
    detail: { restored: output.restored, removed: output.removed },
  }),
  run: async (input, { parts, services, signal, onProgress }) => {
    const importId = parsePublicId('import', input.import) as ImportId; // a number that names an import, if there is one
    const progress = (done: number): void => onProgress({ what: 'rows taken back', done, total: null });
    const undone = await undoImport(parts, { importId, signal, onProgress: progress });
    services.changed();
    return undone;
  },
});

function countsOf({ rows, new: made, changed, unchanged, flagged, rejected }: ImportResult): unknown {
  return { rows, new: made, changed, unchanged, flagged, rejected };
}

function progressOf({ onProgress }: UseCaseContext): (progress: ImportProgress) => void {
  const words = { reading: 'rows read', applying: 'rows stored' } as const;
  return ({ phase, rows }) => onProgress({ what: words[phase], done: rows, total: null });
}
