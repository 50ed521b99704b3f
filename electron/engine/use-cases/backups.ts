import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { z } from 'zod';
import { momentTeller } from '#engine/screens/moments.ts';
import { backupKind, backupNames, writeBackup } from '#engine/upkeep/backup.ts';
import { dropOutcome, dropWish, readOutcome, readWish, writeWish } from '#engine/upkeep/restore-wish.ts';
import type { BackupsView } from '#shared/contract/data.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { epochMs } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

const nothing = z.strictObject({});

/** All backups of the data folder, newest first, and what a restore is up to. */
export const readBackups = documentUseCase({
  input: nothing,
  run: async (_input, context): Promise<BackupsView> => {
    const { folder } = context.parts;
    const tell = await momentTeller(context);
    const files = backupNames(folder).map((name) => ({ name, ...sizeAndTime(join(folder, name)) }));
    const wish = readWish(folder);
    const outcome = readOutcome(folder);
    return {
      backups: files
        .toSorted((one, other) => other.writtenAt - one.writtenAt)
        .map(({ name, bytes, writtenAt }) => ({ name, kind: backupKind(name), written: tell(writtenAt, null), bytes })),
      waiting: wish === null ? null : { name: wish.name, asked: tell(epochMs(wish.askedAt), null) },
      last:
        outcome === null
          ? null
          : {
              name: outcome.name,
              at: tell(epochMs(outcome.at), null),
              isDone: outcome.details === null,
              details: outcome.details,
              refusal: outcome.refusal,
            },
      canRestart: context.services.restart !== undefined,
    };
  },
});

function sizeAndTime(path: string): { readonly bytes: number; readonly writtenAt: ReturnType<typeof epochMs> } {
  const { size, mtimeMs } = statSync(path);
  return { bytes: size, writtenAt: epochMs(Math.round(mtimeMs)) };
}

/** Writes a backup into the data folder's own backups. */
export const backUpHere = documentUseCase({
  input: nothing,
  audit: (_input, output: { readonly name: string; readonly bytes: number }) => ({
    subject: output.name,
    detail: output.bytes,
  }),
  run: async (_input, { parts }) => {
    const { file, bytes } = await writeBackup(parts, null);
    return { name: `backups/${basename(file)}`, bytes };
  },
});

/**
 * Has a backup take the place of everything at the next start. Inside a running engine three threads hold the database open; between
 * two runs nobody does.
 */
export const prepareRestore = documentUseCase({
  input: z.strictObject({ name: z.string().min(1).max(300) }),
  audit: (input) => ({ subject: input.name, detail: null }),
  run: async (input, { parts }) => {
    const { folder, store, ports } = parts;
    if (!backupNames(folder).includes(input.name)) {
      throw refuse('backupUnknown', { name: input.name }, { where: 'backup' });
    }
    await store.read('backup.check', { path: join(folder, input.name) }, { lane: 'bulk' });
    writeWish(folder, { name: input.name, askedAt: ports.clock.now() });
    return {};
  },
});

/** Takes the wish back; nothing was changed by it. */
export const cancelRestore = documentUseCase({
  input: nothing,
  audit: () => ({ subject: 'restore', detail: null }),
  run: async (_input, { parts }) => {
    dropWish(parts.folder);
    return {};
  },
});

/** Starts the engine again, where the host can; the answer leaves first. */
export const restart = documentUseCase({
  input: nothing,
  audit: () => ({ subject: 'engine', detail: null }),
  run: async (_input, { services }) => {
    if (services.restart === undefined) {
      throw refuse('cannotRestart', {}, { where: 'restart' });
    }
    services.restart();
    return {};
  },
});

/** A person has read how the last restore went. */
export const forgetLastRestore = documentUseCase({
  input: nothing,
  run: async (_input, { parts }) => {
    dropOutcome(parts.folder);
    return {};
  },
});
