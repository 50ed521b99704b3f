import { Checkbox } from '@mantine/core';
import { FlexRender, type Row } from '@tanstack/react-table';
import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PersonRow } from '#shared/contract/people.ts';
import type { FEATURES } from './people-columns.tsx';
import classes from './people-table.module.css';

/** One row of the table; drawn again only when something of it changes, since scrolling draws the table at every frame. */
export const PeopleTableRow = memo(function PeopleTableRow({
  row,
  number,
  startPx,
  isSelected,
  toggle,
}: {
  readonly row: Row<typeof FEATURES, PersonRow>;
  /** Number of the row in the whole table, its head being 1. */
  readonly number: number;
  readonly startPx: number;
  readonly isSelected: boolean;
  readonly toggle: (permission: string) => void;
}): ReactElement {
  const { t } = useTranslation('people');
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
        <Checkbox
          aria-label={t('select.one', { name: name ?? person })}
          checked={isSelected}
          onChange={() => toggle(permission)}
        />
      </div>
      {row.getAllCells().map((cell) => (
        <div key={cell.id} role="cell" className={`${classes['cell']} ${classes[cell.column.id] ?? ''}`}>
          <FlexRender cell={cell} />
        </div>
      ))}
    </div>
  );
});
