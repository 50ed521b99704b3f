import { Checkbox } from '@mantine/core';
import { memo, type ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PeopleOrder } from '#shared/contract/people-filter.ts';
import { COLUMN_IDS } from './people-columns.tsx';
import classes from './people-table.module.css';
import { SortHeader } from './sort-header.tsx';
import type { PeopleSelection } from './use-people-selection.ts';

/** The table's head: all at once, and what to sort by. Drawn again only when something of it changes, since scrolling draws the table. */
export const PeopleTableHead = memo(function PeopleTableHead({
  sort,
  onSort,
  selected,
  mayChoose,
  toggleAll,
}: {
  readonly sort: PeopleOrder;
  readonly onSort: (sort: PeopleOrder) => void;
  readonly selected: 'all' | 'some' | 'none';
  readonly mayChoose: PeopleSelection['mayChoose'];
  readonly toggleAll: () => void;
}): ReactElement {
  const { t } = useTranslation('people');
  return (
    <div role="rowgroup">
      <div className={classes['head']} role="row" aria-rowindex={1}>
        <div role="columnheader">
          <Checkbox
            aria-label={t('select.loaded')}
            checked={selected === 'all'}
            disabled={!mayChoose}
            indeterminate={selected === 'some'}
            onChange={toggleAll}
          />
        </div>
        {COLUMN_IDS.map((id) => (
          <SortHeader key={id} id={id} sort={sort} onSort={onSort} />
        ))}
      </div>
    </div>
  );
});
