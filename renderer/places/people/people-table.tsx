import { useTable } from '@tanstack/react-table';
import { useVirtualizer, type Virtualizer } from '@tanstack/react-virtual';
import { type ReactElement, useCallback, useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Moment } from '#shared/contract/moment.ts';
import type { PeopleOrder } from '#shared/contract/people-filter.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';
import { useCellWords } from './cell-words.ts';
import { FEATURES, peopleColumns } from './people-columns.tsx';
import classes from './people-table.module.css';
import { PeopleTableHead } from './people-table-head.tsx';
import { PeopleTableRow } from './people-table-row.tsx';
import type { PeopleWindow } from './use-people-pages.ts';
import type { PeopleSelection } from './use-people-selection.ts';

/** Height of a row in px, as in people-table.module.css. */
const ROW_PX = 56;
/** Rows from an end of what is loaded at which more is asked for: some screens ahead. */
const AHEAD = 60;

interface TableProps {
  readonly loaded: PeopleWindow;
  /** How many there are; `null` = not known yet. */
  readonly count: number | null;
  readonly sort: PeopleOrder;
  readonly onSort: (sort: PeopleOrder) => void;
  readonly selection: PeopleSelection;
  readonly now: Moment;
}

/** The table of people: only what is seen is drawn, and at most 2,000 rows are held. */
export function PeopleTable({ loaded, count, sort, onSort, selection, now }: TableProps): ReactElement {
  const { t } = useTranslation('people');
  const { rows, offset } = loaded;
  const scroll = useRef<HTMLDivElement>(null);
  const words = useCellWords();
  const columns = useMemo(() => peopleColumns(now, words), [now, words]);
  const table = useTable({ features: FEATURES, columns, data: rows, getRowId: (row: PersonRow) => row.permission });
  const virtual = useRows(scroll, rows.length);
  useStandStill(scroll, loaded);
  const seen = virtual.getVirtualItems();
  const [first, last] = [seen[0]?.index ?? 0, seen.at(-1)?.index ?? 0];
  useEffect(() => {
    if (first < AHEAD) loaded.loadBefore();
    if (last > rows.length - AHEAD) loaded.loadAfter();
  });
  const drawn = table.getRowModel().rows;
  const toggle = useLatest(selection.toggle);
  const toggleAll = useLatest(selection.toggleAll);
  const chooseSort = useLatest(onSort);
  return (
    <div className={classes['frame']} role="table" aria-label={t('table')} aria-rowcount={count ?? -1}>
      <PeopleTableHead
        sort={sort}
        onSort={chooseSort}
        selected={selection.isAll ? 'all' : selection.count > 0 ? 'some' : 'none'}
        mayChoose={selection.mayChoose}
        toggleAll={toggleAll}
      />
      {/* A region that scrolls has to be reached by keyboard. */}
      <div ref={scroll} className={classes['scroll']} role="rowgroup" tabIndex={0} aria-busy={loaded.isBehind}>
        <div className={classes['canvas']} style={{ height: virtual.getTotalSize() }} role="presentation">
          {seen.map(({ index, start }) => {
            const row = drawn[index];
            if (row === undefined) return null;
            const { permission } = row.original;
            return (
              <PeopleTableRow
                key={row.id}
                row={row}
                columns={columns}
                words={words}
                number={offset + index + 2}
                startPx={start}
                isSelected={selection.has(permission)}
                mayChoose={selection.mayChoose}
                toggle={toggle}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** The rows that are seen; each as high as the next. */
function useRows(scroll: React.RefObject<HTMLDivElement | null>, count: number): Virtualizer<HTMLDivElement, Element> {
  return useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => ROW_PX,
    overscan: 8,
    // A frame drawn a moment later is better than one task that draws and lays out at once.
    useFlushSync: false,
  });
}

/** Rows that come in front, or go there, move nothing that is looked at; another view is looked at from its beginning or end. */
function useStandStill(scroll: React.RefObject<HTMLDivElement | null>, loaded: PeopleWindow): void {
  const { offset, view, isFromEnd } = loaded;
  const before = useRef({ offset, view });
  useLayoutEffect(() => {
    const element = scroll.current;
    if (element === null || view === null) return;
    const old = before.current;
    before.current = { offset, view };
    if (view !== old.view) element.scrollTop = isFromEnd ? element.scrollHeight : 0;
    else if (offset !== old.offset) element.scrollTop += (old.offset - offset) * ROW_PX;
  }, [scroll, offset, view, isFromEnd]);
}

/** The same function at every drawing, which calls the latest one: rows that did not change need not be drawn again. */
function useLatest<Given extends readonly unknown[]>(latest: (...given: Given) => void): (...given: Given) => void {
  const kept = useRef(latest);
  useLayoutEffect(() => {
    kept.current = latest;
  });
  return useCallback((...given: Given) => kept.current(...given), []);
}
