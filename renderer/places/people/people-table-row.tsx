import { FlexRender, type Row } from '@tanstack/react-table';
import { memo, type ReactElement } from 'react';
import type { PersonRow } from '#shared/contract/people-page.ts';
import type { CellWords } from './cell-words.ts';
import type { FEATURES, PeopleColumns } from './people-columns.tsx';
import classes from './people-table.module.css';
import { RowCheckbox } from './row-checkbox.tsx';

type TableRow = Row<typeof FEATURES, PersonRow>;

interface PeopleTableRowProps {
  readonly row: TableRow;
  readonly columns: PeopleColumns;
  readonly words: CellWords;
  /** Number of the row in the whole table, its head being 1. */
  readonly number: number;
  readonly startPx: number;
  readonly isSelected: boolean;
  /** Whether it can be selected right now. */
  readonly mayChoose: boolean;
  readonly toggle: (permission: string) => void;
}

/** One row of the table; drawn again only when something of it changes, since scrolling draws the table at every frame. */
export const PeopleTableRow = memo(function PeopleTableRow({
  row,
  columns,
  words: { t },
  number,
  startPx,
  isSelected,
  mayChoose,
  toggle,
}: PeopleTableRowProps): ReactElement {
  const { permission, name, person } = row.original;
  return (
    <div
      className={classes['row']}
      role="row"
      aria-rowindex={number}
      aria-selected={isSelected}
      style={{ transform: `translateY(${startPx}px)` }}
    >
      <div role="cell">
        <RowCheckbox
          label={t('select.one', { name: name ?? person })}
          isChecked={isSelected}
          isDisabled={!mayChoose}
          toggle={() => toggle(permission)}
        />
      </div>
      <Cells row={row} columns={columns} />
    </div>
  );
}, isSameRow);

/** What a row says; rows that move, because others go in front, say the same. */
const Cells = memo(
  function Cells({ row }: { readonly row: TableRow; readonly columns: PeopleColumns }): ReactElement {
    return (
      <>
        {row.getAllCells().map((cell) => (
          <div key={cell.column.id} role="cell" className={`${classes['cell']} ${classes[cell.column.id] ?? ''}`}>
            <FlexRender cell={cell} />
          </div>
        ))}
      </>
    );
  },
  (before, after) => before.row.original === after.row.original && before.columns === after.columns,
);

/** The table makes its row objects anew with every page; what they show is the same as long as the person and the columns are. */
function isSameRow(before: PeopleTableRowProps, after: PeopleTableRowProps): boolean {
  return (
    before.row.original === after.row.original &&
    before.columns === after.columns &&
    before.words === after.words &&
    before.number === after.number &&
    before.startPx === after.startPx &&
    before.isSelected === after.isSelected &&
    before.mayChoose === after.mayChoose &&
    before.toggle === after.toggle
  );
}
