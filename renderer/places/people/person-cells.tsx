import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { Moment } from '#shared/contract/moment.ts';
import type { PersonRow } from '#shared/contract/people-page.ts';
import type { Standing } from '#shared/contract/standing.ts';
import type { TokenStatus } from '#shared/domain/notification-token.ts';
import { Line } from './cell-line.tsx';
import type { CellWords } from './cell-words.ts';
import classes from './people-table.module.css';

/** A name that opens its person. */
export function NameCell({ row, words: { t } }: { readonly row: PersonRow; readonly words: CellWords }): ReactElement {
  return (
    <Link
      className={`mantine-focus-auto ${classes['link']}`}
      to="/people"
      search={(before) => ({ ...before, person: row.person })}
      resetScroll={false}
    >
      {row.name ?? t('common:unnamed')}
    </Link>
  );
}

/** Colour beside the word, never instead of it. */
const TONES: Readonly<Record<TokenStatus, string>> = {
  active: 'good',
  stopped: 'bad',
  expired: 'past',
  invalid: 'past',
  suppressed: 'bad',
};

/** Whether the permission stands. */
export function StatusCell({
  status,
  words: { t },
}: {
  readonly status: TokenStatus;
  readonly words: CellWords;
}): ReactElement {
  return <span className={`${classes['badge']} ${classes[TONES[status]]}`}>{t(`status.${status}`)}</span>;
}

/** From when a person can get the next message: how far away, who says so, and on both clocks. */
export function StandingCell({
  standing,
  now,
  words: { t, tell, relative },
}: {
  readonly standing: Standing;
  readonly now: Moment;
  readonly words: CellWords;
}): ReactElement {
  const { can, reason, from, source } = standing;
  if (can === 'now') return <Line>{t('next.now')}</Line>;
  if (from === null || source === null) {
    const why = reason === null ? '' : ` · ${t(`reasons:${reason}.short`)}`;
    return <Line isFaint>{`${can === 'unknown' ? t('next.unknown') : t('next.never')}${why}`}</Line>;
  }
  return (
    <>
      <Line>{t('next.from', { when: relative(from, now), source: t(`source.${source}`) })}</Line>
      <Line isQuiet>{tell(from)}</Line>
    </>
  );
}

/** How long ago or ahead, and when on both clocks; `null` shows what that means. */
export function MomentCell({
  moment,
  now,
  none,
  words: { tell, relative },
}: {
  readonly moment: Moment | null;
  readonly now: Moment;
  readonly none: string;
  readonly words: CellWords;
}): ReactElement {
  if (moment === null) {
    return <Line isFaint>{none}</Line>;
  }
  return (
    <>
      <Line>{relative(moment, now)}</Line>
      <Line isQuiet>{tell(moment)}</Line>
    </>
  );
}
