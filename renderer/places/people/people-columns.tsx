import { type ColumnDef, tableFeatures } from '@tanstack/react-table';
import type { ReactElement } from 'react';
import type { Moment } from '#shared/contract/moment.ts';
import type { PeopleSort } from '#shared/contract/people-filter.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';
import { Line } from './cell-line.tsx';
import type { CellWords } from './cell-words.ts';
import { MomentCell, NameCell, StandingCell, StatusCell } from './person-cells.tsx';
import { ZoneCell } from './zone-cell.tsx';

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

/** The columns of the table of people, the same as long as what they say is. */
export type PeopleColumns = ColumnDef<typeof FEATURES, PersonRow>[];

/** See {@link PeopleColumns}. */
export function peopleColumns(now: Moment, words: CellWords): PeopleColumns {
  const { t } = words;
  const [neverGotOne, notKnown, neverExpires] = [t('none.last'), t('none.optIn'), t('none.expires')];
  const moment = (at: Moment | null, none: string): ReactElement => (
    <MomentCell moment={at} now={now} none={none} words={words} />
  );
  return [
    { id: 'name', cell: ({ row }) => <NameCell row={row.original} words={words} /> },
    { id: 'topic', cell: ({ row }) => <Line>{row.original.topic}</Line> },
    { id: 'zone', cell: ({ row }) => <ZoneCell zone={row.original.zone} now={now} words={words} /> },
    { id: 'status', cell: ({ row }) => <StatusCell status={row.original.status} words={words} /> },
    { id: 'next', cell: ({ row }) => <StandingCell standing={row.original.standing} now={now} words={words} /> },
    { id: 'last', cell: ({ row }) => moment(row.original.last, neverGotOne) },
    { id: 'optIn', cell: ({ row }) => moment(row.original.optIn, notKnown) },
    { id: 'expires', cell: ({ row }) => moment(row.original.expires, neverExpires) },
  ];
}
