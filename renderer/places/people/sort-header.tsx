import { UnstyledButton } from '@mantine/core';
import { IconArrowDown, IconArrowsSort, IconArrowUp } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleOrder } from '#shared/contract/people-filter.ts';
import { COLUMN_SORT, type ColumnId } from './people-columns.tsx';
import classes from './people-table.module.css';

/** A column's head; where the engine can sort by it, a button that does, and then turns the order round. */
export function SortHeader({
  id,
  sort,
  onSort,
}: {
  readonly id: ColumnId;
  readonly sort: PeopleOrder;
  readonly onSort: (sort: PeopleOrder) => void;
}): ReactElement {
  const { t } = useTranslation('people');
  const by = COLUMN_SORT[id];
  const name = `${classes['cell']} ${classes[id] ?? ''}`;
  if (by === null) {
    return (
      <div role="columnheader" className={name}>
        <span className={classes['sort']}>{t(`column.${id}`)}</span>
      </div>
    );
  }
  const isSorted = sort.by === by;
  const isRising = sort.direction === 'rising';
  const Icon = isSorted ? (isRising ? IconArrowUp : IconArrowDown) : IconArrowsSort;
  const order = isRising ? 'ascending' : 'descending';
  return (
    <div role="columnheader" className={name} aria-sort={isSorted ? order : 'none'}>
      <UnstyledButton
        className={classes['sort']}
        onClick={() => onSort({ by, direction: isSorted && isRising ? 'falling' : 'rising' })}
      >
        {t(`column.${id}`)}
        <Icon size={14} aria-hidden opacity={isSorted ? 1 : 0.45} style={{ flex: 'none' }} />
      </UnstyledButton>
    </div>
  );
}
