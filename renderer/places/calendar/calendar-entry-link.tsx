import { Tooltip } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '#renderer/parts/moment-text.tsx';
import type { CalendarEntry } from '#shared/contract/calendar.ts';
import classes from './calendar-grid.module.css';

/** A message on a day: from when to when it leaves here, its name, and at what local times people get it. */
export function CalendarEntryLink({ entry }: { readonly entry: CalendarEntry }): ReactElement {
  const { t, i18n } = useTranslation('calendar');
  const { from, until, state, campaign } = entry;
  const start = clockText(from.here, 'time', i18n.language);
  const end = clockText(until.here, 'time', i18n.language);
  const span = start === end ? start : t('span', { start, end });
  const isDraft = state === 'draft';
  const details = [
    t(`states:campaign.${state}`),
    ...(isDraft ? [] : [t('localTimes', { times: entry.localTimes.join(', '), n: entry.zones })]),
    entry.accountName,
  ];
  return (
    <Tooltip label={details.join(' · ')} multiline maw={320}>
      <Link
        to={isDraft ? '/messages/$campaign' : '/messages/$campaign/progress'}
        params={{ campaign }}
        className={classes['entry'] ?? ''}
        data-state={state}
      >
        <span className={classes['time'] ?? ''}>{span}</span> {entry.name}
      </Link>
    </Tooltip>
  );
}
