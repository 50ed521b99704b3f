import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { addFormulaPrefix } from '#engine/importers/formula-prefix.ts';
import type { AttemptPlace } from '#engine/store/operations/activity.ts';
import { triedFilterSchema } from '#shared/contract/activity.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { toIso } from '#shared/time/instant.ts';
import { wishOf } from './activity.ts';
import { rowsUseCase } from './use-case.ts';

/** Rows fetched at once (Sundial's choice). */
const PAGE_ROWS = 1_000;

type Cell = string | number | null;

/** A piece of a CSV file. */
export interface CsvPiece {
  readonly text: string;
}

/** Who did what as a CSV file, newest first. Instants are ISO 8601 UTC. */
export const exportDeeds = rowsUseCase({
  input: z.strictObject({}),
  audit: () => ({ subject: 'activity', detail: null }),
  rows: async function* (_input, { parts }): AsyncGenerator<CsvPiece> {
    yield piece([['at', 'who', 'action', 'subject', 'name', 'detail']]);
    let before: number | null = null;
    do {
      const page: Awaited<ReturnType<typeof deedsFrom>> = await deedsFrom(parts, before);
      yield piece(
        page.rows.map((row) => [toIso(row.at), row.actor, row.action, row.subject, row.subjectName, row.detailJson]),
      );
      before = page.next;
    } while (before !== null);
  },
});

/** Every try to send that a filter lets through as a CSV file, newest first. */
export const exportTries = rowsUseCase({
  input: triedFilterSchema,
  audit: (input) => ({ subject: input.campaign ?? input.account ?? 'activity', detail: { outcome: input.outcome } }),
  rows: async function* (input, { parts }): AsyncGenerator<CsvPiece> {
    const wish = wishOf(input);
    yield piece([
      ['at', 'try', 'account', 'message', 'name', 'person', 'kind', 'outcome', 'http', 'code', 'subcode', 'trace'],
    ]);
    let before: AttemptPlace | null = null;
    do {
      const page: Awaited<ReturnType<typeof triesFrom>> = await triesFrom(parts, wish, before);
      yield piece(
        page.rows.map((row) => [
          toIso(row.at),
          row.number,
          row.accountName,
          row.campaignId === null ? null : toPublicId('campaign', row.campaignId),
          row.campaignName,
          row.personName,
          row.kind,
          row.outcome,
          row.httpStatus,
          row.code,
          row.subcode,
          row.traceId,
        ]),
      );
      before = page.next;
    } while (before !== null);
  },
});

function deedsFrom({ store }: EngineParts, before: number | null) {
  return store.read('activity.deeds', { before, search: '', limit: PAGE_ROWS }, { lane: 'bulk' });
}

function triesFrom({ store }: EngineParts, wish: ReturnType<typeof wishOf>, before: AttemptPlace | null) {
  return store.read('activity.attempts', { ...wish, before, limit: PAGE_ROWS }, { lane: 'bulk' });
}

function piece(rows: readonly (readonly Cell[])[]): CsvPiece {
  return { text: rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('') };
}

/** A cell by RFC 4180; text that a spreadsheet could take for a formula gets a leading `'` (RELIABILITY S-36). */
function cell(value: Cell): string {
  if (value === null) return '';
  const text = typeof value === 'number' ? String(value) : addFormulaPrefix(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
