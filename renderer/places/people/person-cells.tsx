import { Anchor, Badge } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { memo, type ReactElement, type ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, placeOf, useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { PersonRow, PersonZone, Standing } from '#shared/contract/people.ts';
import type { TokenStatus } from '#shared/domain/notification-token.ts';
import classes from './people-table.module.css';
import { usePersonWords } from './use-person-words.ts';

/** One line of a cell, cut off where it does not fit (whole when pointed at): plain, since a screen full of rows has some hundred of them. */
export function Line({
  children,
  isQuiet = false,
  isFaint = false,
}: {
  readonly children: ReactNode;
  /** A second line. */
  readonly isQuiet?: boolean;
  /** Nothing to tell. */
  readonly isFaint?: boolean;
}): ReactElement {
  const kind = isQuiet ? classes['quiet'] : isFaint ? classes['faint'] : classes['line'];
  return (
    <div className={kind ?? ''} title={typeof children === 'string' ? children : undefined}>
      {children}
    </div>
  );
}

/** A name that opens its person. */
export const NameCell = memo(function NameCell({ row }: { readonly row: PersonRow }): ReactElement {
  const { t } = useTranslation('common');
  return (
    <Anchor
      fw={500}
      truncate
      display="block"
      renderRoot={(props) => (
        <Link to="/people" search={(before) => ({ ...before, person: row.person })} resetScroll={false} {...props} />
      )}
    >
      {row.name ?? t('unnamed')}
    </Anchor>
  );
});

/** A time zone with the clock there; one that needs a look is marked. */
export function ZoneCell({ zone, now }: { readonly zone: PersonZone; readonly now: Moment }): ReactElement {
  const { t, i18n } = useTranslation('people');
  if (zone.name === null || zone.now === null) {
    return (
      <>
        <Line>
          <IconAlertTriangle size={16} aria-hidden className={classes['mark']} />
          {zone.given === null ? t('zone.missing') : t('zone.unknown')}
        </Line>
        {zone.given === null ? null : <Line isQuiet>{zone.given}</Line>}
      </>
    );
  }
  return (
    <>
      <Line>{placeOf(zone.name)}</Line>
      <Line isQuiet>
        {zone.trouble === 'utc'
          ? t('zone.maybeWrong')
          : t('zone.nowThere', { time: clockText(onWall(zone, now), 'time', i18n.language) })}
      </Line>
    </>
  );
}

/** The clock there runs on while the table is looked at. */
function onWall(
  zone: PersonZone,
  now: Moment,
): { readonly local: string; readonly offsetMinutes: number; readonly zone: string } {
  const offsetMinutes = zone.now?.offsetMinutes ?? 0;
  return {
    local: new Date(now.at + offsetMinutes * 60_000).toISOString().slice(0, 19),
    offsetMinutes,
    zone: zone.name ?? '',
  };
}

/** Colour beside the word, never instead of it. */
const COLORS: Readonly<Record<TokenStatus, string>> = {
  active: 'teal',
  stopped: 'red',
  expired: 'gray',
  invalid: 'gray',
  suppressed: 'red',
};

/** Whether the permission stands. */
export function StatusCell({ status }: { readonly status: TokenStatus }): ReactElement {
  const { t } = useTranslation('people');
  return (
    <Badge variant="light" color={COLORS[status]} tt="none" maw="100%">
      {t(`status.${status}`)}
    </Badge>
  );
}

/** From when a person can get the next message: how far away, who says so, and on both clocks. */
export function StandingCell({ standing, now }: { readonly standing: Standing; readonly now: Moment }): ReactElement {
  const { t } = useTranslation(['people', 'reasons']);
  const tell = useMomentWords();
  const { relative } = usePersonWords();
  const { can, reason, from, source } = standing;
  if (can === 'now') return <Line>{t('next.now')}</Line>;
  if (from === null || source === null) {
    return (
      <Line isFaint>
        {can === 'unknown' ? t('next.unknown') : t('next.never')}
        {reason === null ? null : ` · ${t(`reasons:${reason}.short`)}`}
      </Line>
    );
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
}: {
  readonly moment: Moment | null;
  readonly now: Moment;
  readonly none: string;
}): ReactElement {
  const tell = useMomentWords();
  const { relative } = usePersonWords();
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
