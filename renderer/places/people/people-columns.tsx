import { type ColumnDef, tableFeatures } from '@tanstack/react-table';
import type { Moment } from '#shared/contract/moment.ts';
import type { PeopleSort, PersonRow } from '#shared/contract/people.ts';
import { Line, MomentCell, NameCell, StandingCell, StatusCell, ZoneCell } from './person-cells.tsx';

/** The table's own features: none, since sorting, filtering and paging happen in the engine. */
export const FEATURES = tableFeatures({});

/** Columns by id, in order. */
export const COLUMN_IDS = ['name', 'topic', 'zone', 'status', 'next', 'last', 'optIn', 'expires'] as const;
/** See {@link COLUMN_IDS}. */
export type ColumnId = (typeof COLUMN_IDS)[number];

/** What each column is sorted by. */
export const COLUMN_SORT: Readonly<Record<ColumnId, PeopleSort | null>> = {
  name: 'name',
  topic: null,
  zone: null,
  status: null,
  next: 'next',
  last: 'last',
  optIn: 'optIn',
  expires: 'expires',
};

/** Words the cells need, looked up once for the whole table. */
export interface CellWords {
  readonly neverGotOne: string;
  readonly neverExpires: string;
  readonly notKnown: string;
}

/** The columns of the table of people. */
export function peopleColumns(now: Moment, words: CellWords): ColumnDef<typeof FEATURES, PersonRow>[] {
  return [
    { id: 'name', cell: ({ row }) => <NameCell row={row.original} /> },
    { id: 'topic', cell: ({ row }) => <Line>{row.original.topic}</Line> },
    { id: 'zone', cell: ({ row }) => <ZoneCell zone={row.original.zone} now={now} /> },
    { id: 'status', cell: ({ row }) => <StatusCell status={row.original.status} /> },
    { id: 'next', cell: ({ row }) => <StandingCell standing={row.original.standing} now={now} /> },
    { id: 'last', cell: ({ row }) => <MomentCell moment={row.original.last} now={now} none={words.neverGotOne} /> },
    { id: 'optIn', cell: ({ row }) => <MomentCell moment={row.original.optIn} now={now} none={words.notKnown} /> },
    {
      id: 'expires',
      cell: ({ row }) => <MomentCell moment={row.original.expires} now={now} none={words.neverExpires} />,
    },
  ];
}
