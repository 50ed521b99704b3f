import { z } from 'zod';
import { toPublicId } from '#shared/domain/ids.ts';
import { addPractice } from './accounts.ts';
import { documentUseCase } from './use-case.ts';

/** The practice account of this data folder: the one that is there, else a new one on the host's own practice platform (DESIGN 8). */
export const addPracticeAccount = documentUseCase({
  input: z.strictObject({}),
  audit: (_input, output: { readonly id: string }) => ({ subject: output.id, detail: { kind: 'practice' } }),
  run: async (_input, context) => {
    const accounts = await context.parts.store.read('account.list', null);
    const known = accounts.find(({ isPractice, apiBase }) => isPractice && apiBase === null);
    if (known !== undefined) return { id: toPublicId('account', known.id) };
    return addPractice({ kind: 'practice', apiBase: null, name: null, zone: null, pacePerSecond: null }, context);
  },
});
