import type { ReactElement, ReactNode } from 'react';
import classes from './with-preview.module.css';

/** A form, and beside it how people will see what is written. */
export function WithPreview({
  label,
  preview,
  isRoomy = false,
  children,
}: {
  /** Names the preview for whoever cannot see it. */
  readonly label: string;
  readonly preview: ReactNode;
  /** Whether the preview needs more room than one phone. */
  readonly isRoomy?: boolean;
  readonly children: ReactNode;
}): ReactElement {
  return (
    <div className={classes['columns']} {...(isRoomy ? { 'data-roomy': true } : {})}>
      {children}
      <aside className={classes['preview']} aria-label={label}>
        {preview}
      </aside>
    </div>
  );
}
