import { createReadStream } from 'node:fs';
import { z } from 'zod';
import type { ChangeSet } from '#engine/importers/change-set.ts';
import type { KeptImport } from '#engine/importers/waiting-imports.ts';
import { momentTeller } from '#engine/screens/moments.ts';
import { type ListFlag, type ListReject, listOrderSchema, type PreparedImport } from '#shared/contract/imports.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { dateReadOf } from './date-read.ts';
import { findAccount } from './find-account.ts';
import { shortToken } from './short-token.ts';
import { documentUseCase, type Progress, rowsUseCase, type UseCaseContext } from './use-case.ts';

const prepared = z.strictObject({ prepared: z.string() });

/** Works out what a handed file would change and keeps it until it is applied, dropped, or another takes its place. */
export const prepareImportedFile = documentUseCase({
  input: z.strictObject({ ...listOrderSchema.shape, account: z.string() }),
  run: async ({ ticket, account, map, encoding, dates }, context): Promise<PreparedImport> => {
    const { parts, services, signal } = context;
    const { id } = await findAccount(parts, account);
    const { path, name } = services.handedFile(ticket);
    const kept = await services.waitingImports.workOut(parts, {
      path,
      name,
      accountId: id,
      map,
      encoding,
      dateOrder: dates,
      signal,
      onProgress: ({ rows, bytes, totalBytes }) => context.onProgress(readingOf(rows, bytes, totalBytes)),
    });
    return preparedOf(kept, context);
  },
});

/** What a file would change, as it was worked out. */
export const readPrepared = documentUseCase({
  input: prepared,
  run: (input, context) => preparedOf(context.services.waitingImports.find(input.prepared), context),
});

/** Applies exactly what was shown. */
export const applyPrepared = documentUseCase({
  input: prepared,
  audit: (_input, output: { readonly import: string; readonly counts: unknown }) => ({
    subject: output.import,
    detail: output.counts,
  }),
  run: async (input, context) => {
    const { signal } = context;
    const { waitingImports } = context.services;
    const total = waitingImports.find(input.prepared).changeSet.rows;
    const result = await waitingImports.apply(input.prepared, {
      signal,
      onProgress: (progress) =>
        context.onProgress({ what: 'rows stored', done: Math.min(progress.rows, total), total }),
    });
    context.services.changed();
    const { rows, new: made, changed, unchanged, flagged, rejected } = result;
    if (result.import === null) throw new TypeError('An import that was applied has no id.');
    return { import: result.import, counts: { rows, new: made, changed, unchanged, flagged, rejected } };
  },
});

/** Throws away what was worked out. */
export const dropPrepared = documentUseCase({
  input: prepared,
  run: async (input, { services }) => {
    services.waitingImports.drop(input.prepared);
    return {};
  },
});

/** The rejected rows as CSV text, piece by piece: mended, they can be imported as they are. */
export const pourRejects = rowsUseCase({
  input: prepared,
  audit: (input) => ({ subject: input.prepared, detail: null }),
  rows: async function* (input, { services }) {
    const { rejectsPath, fileName } = services.waitingImports.find(input.prepared);
    if (rejectsPath === null) throw refuse('noRejects', { name: fileName }, { where: 'prepared' });
    // A stream with an encoding gives texts, never cut inside a character.
    const text = createReadStream(rejectsPath, 'utf8') as AsyncIterable<string>;
    for await (const csv of text) yield { csv };
  },
});

async function preparedOf(kept: KeptImport, context: UseCaseContext): Promise<PreparedImport> {
  const { parts } = context;
  const account = await parts.store.read('account.read', { id: kept.accountId });
  const { rejects, flags, mapping, planned, ignoredColumns, dates } = kept.changeSet;
  const tell = await momentTeller(context);
  const tokenColumn = mapping.find(({ field }) => field === 'token')?.column ?? null;
  return {
    ...countsOf(kept.changeSet),
    prepared: kept.name,
    account: { id: toPublicId('account', kept.accountId), name: account?.name ?? '' },
    file: kept.fileName,
    happenings: { ...kept.changeSet.happenings },
    planned: { ...planned },
    rejects: rejects.map((reject) => withoutToken(reject, tokenColumn)),
    flags: flags.map((flag): ListFlag => (flag.code === 'stopped' ? shortened(flag) : withoutToken(flag, tokenColumn))),
    ignoredColumns: [...ignoredColumns],
    dates: dates.map((date) => dateReadOf(date, account?.pageZone ?? '', tell)),
    hasRejectsFile: kept.rejectsPath !== null,
  };
}

function countsOf(changes: ChangeSet): Counts {
  const { rows, new: made, changed, unchanged, flagged, rejected, newPeople, repeated, aside } = changes;
  return { rows, new: made, changed, unchanged, flagged, rejected, newPeople, repeated, aside };
}

/** How far a reading is; the rows in all are foretold by the bytes so far. */
function readingOf(done: number, bytes: number, totalBytes: number): Progress {
  const total = bytes === 0 ? null : Math.max(done, Math.round((done * totalBytes) / bytes));
  return { what: 'rows read', done, total };
}

type Counts = Pick<
  PreparedImport,
  'rows' | 'new' | 'changed' | 'unchanged' | 'flagged' | 'rejected' | 'newPeople' | 'repeated' | 'aside'
>;

type Finding = ChangeSet['rejects'][number] | ChangeSet['flags'][number];

/** A finding whose value may be a permission's handle is shown without it (S-28). */
function withoutToken<Told extends ListReject | ListFlag>(told: Told, tokenColumn: string | null): Told {
  const isOurName = told.column === 'token' || told.column === 'notification_messages_token';
  // The file's own word for it: two rows that contradict are named by our field.
  const column = isOurName ? (tokenColumn ?? told.column) : told.column;
  const isToken = column === null || column === tokenColumn || isOurName;
  return isToken ? shortened({ ...told, column }) : { ...told };
}

/** Anything long enough to be a permission's handle; a whole line may hold one between other words. */
const LONG_WORD = /[^\s,;|]{13,}/gu;

function shortened<Told extends Finding>(told: Told): Told {
  return { ...told, value: told.value?.replaceAll(LONG_WORD, shortToken) ?? null };
}
