import { z } from 'zod';
import { writeBackup } from '#engine/upkeep/backup.ts';
import { toIso } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

/** Writes a backup of the data folder. */
export const backup = documentUseCase({
  /** Absolute path; `null` = into the data folder's own backups. */
  input: z.strictObject({ file: z.string().nullable() }),
  audit: (_input, output: { readonly file: string; readonly bytes: number; readonly at: string }) => ({
    subject: output.file,
    detail: output.bytes,
  }),
  run: async (input, { parts }) => {
    const { file, bytes, at } = await writeBackup(parts, input.file);
    return { file, bytes, at: toIso(at) };
  },
});
