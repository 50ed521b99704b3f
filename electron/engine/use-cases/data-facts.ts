import { z } from 'zod';
import type { DataFacts } from '#shared/contract/data.ts';
import { documentUseCase } from './use-case.ts';

/** What the data folder holds, in figures; counting a million rows takes a moment, so it asks the reader for long questions. */
export const readDataFacts = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, { parts: { store, folder } }): Promise<DataFacts> => {
    const facts = await store.read('upkeep.databaseFacts', null, { lane: 'bulk' });
    const { neverAgain } = await store.read('data.counts', null, { lane: 'bulk' });
    const { people, tokens, messages, databaseBytes } = facts;
    return { people, permissions: tokens, messages, neverAgain, bytes: databaseBytes, folder };
  },
});
