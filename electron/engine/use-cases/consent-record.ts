import { z } from 'zod';
import type { SealedConsent } from '#engine/store/operations/consent.ts';
import type { ConsentRecord } from '#shared/contract/people.ts';
import { parsePublicId, type RecipientId } from '#shared/domain/ids.ts';
import { csvLine } from '#shared/lang/csv-text.ts';
import { toIso } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

/** Columns of the file, in its order. */
const COLUMNS = ['what', 'when', 'recorded', 'source', 'wording', 'sha256'] as const;

/** A person's consent record as files to hand out, and whether its chain of hashes is whole (RELIABILITY P-06). Instants are ISO 8601 UTC. */
export const readConsentRecord = documentUseCase({
  input: z.strictObject({ person: z.string() }),
  run: async ({ person }, { parts }): Promise<ConsentRecord> => {
    const recipientId = parsePublicId('person', person) as RecipientId; // a number that names a person, if there is one
    const { entries, isWhole } = await parts.store.read('consent.sealed', { recipientId });
    const lines = entries.map(lineOf);
    return {
      entries: entries.length,
      isWhole,
      csv: [COLUMNS, ...lines].map((cells) => csvLine(cells)).join(''),
      json: `${JSON.stringify({ isWhole, entries: lines.map(toObject) }, null, 2)}\n`,
    };
  },
});

function lineOf({ kind, at, recordedAt, source, wording, hash }: SealedConsent): readonly (string | null)[] {
  return [kind, toIso(at), toIso(recordedAt), source, wording, hash];
}

function toObject(line: readonly (string | null)[]): Readonly<Record<string, string | null>> {
  return Object.fromEntries(COLUMNS.map((name, index) => [name, line[index] ?? null]));
}
