import type { ReactElement, ReactNode } from 'react';
import classes from './people-table.module.css';

/** One line of a cell, cut off where it does not fit (whole when pointed at): plain, since a screen full of rows has some hundred of them. */
export function Line({
  children,
  title = typeof children === 'string' ? children : undefined,
  isQuiet = false,
  isFaint = false,
}: {
  readonly children: ReactNode;
  /** What is said when it is pointed at; needed where more than words stand in it. */
  readonly title?: string | undefined;
  /** A second line. */
  readonly isQuiet?: boolean;
  /** Nothing to tell. */
  readonly isFaint?: boolean;
}): ReactElement {
  const kind = isQuiet ? classes['quiet'] : isFaint ? classes['faint'] : classes['line'];
  return (
    <div className={kind ?? ''} title={title}>
      {children}
    </div>
  );
}
