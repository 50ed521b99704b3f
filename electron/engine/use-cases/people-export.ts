import { z } from 'zod';
import { personRowView } from '#engine/people/person-view.ts';
import type { Moment } from '#shared/contract/moment.ts';
import { peopleSortSchema, whoSchema } from '#shared/contract/people-filter.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';
import { csvLine } from '#shared/lang/csv-text.ts';
import type { EpochMs } from '#shared/time/instant.ts';
import { toIso } from '#shared/time/instant.ts';
import { tokensOf } from './people-change.ts';
import { viewTools } from './people-list.ts';
import { rowsUseCase } from './use-case.ts';

/** People in one part of the file: some 100 KB of text (Sundial's choice). */
const PART = 500;

/** A part of a CSV file, with how much of it is done. */
export interface CsvPart {
  readonly text: string;
  readonly done: number;
  readonly total: number;
}

/** Names of the columns; the importer knows those it can take back. */
const COLUMNS = [
  'name',
  'recipient',
  'topic',
  'zone',
  'status',
  'can_get',
  'reason',
  'next_eligible_at',
  'next_eligible_source',
  'expires_at',
  'last_message_at',
  'opted_in_at',
] as const;

/** People as a CSV file that is safe to open in a spreadsheet; tokens are never part of it. Instants are ISO 8601 UTC. */
export const exportPeople = rowsUseCase({
  input: z.strictObject({ who: whoSchema, sort: peopleSortSchema }),
  audit: () => ({ subject: 'people', detail: { withTokens: false } }),
  rows: async function* ({ who, sort }, context): AsyncGenerator<CsvPart> {
    const ids = await tokensOf(context, who, sort);
    const tools = await viewTools(context);
    yield { text: csvLine(COLUMNS), done: 0, total: ids.length };
    for (let from = 0; from < ids.length; from += PART) {
      context.signal.throwIfAborted();
      const part = ids.slice(from, from + PART);
      const rows = await context.parts.store.read('people.rows', { ids: part, now: tools.now }, { lane: 'bulk' });
      const text = rows.map((row) => lineOf(row.line.recipient, personRowView(row, tools))).join('');
      yield { text, done: Math.min(from + PART, ids.length), total: ids.length };
    }
  },
});

function lineOf(recipient: string, row: PersonRow): string {
  const { standing, zone } = row;
  return csvLine([
    row.name,
    recipient,
    row.topic,
    zone.name ?? zone.given,
    row.status,
    standing.can,
    standing.reason,
    iso(standing.from),
    standing.source,
    iso(row.expires),
    iso(row.last),
    iso(row.optIn),
  ]);
}

function iso(moment: Moment | null): string | null {
  return moment === null ? null : toIso(moment.at as EpochMs); // an instant of ours, as a number in the contract
}
