import { Anchor, Popover, Stack, Table, Text, UnstyledButton } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { weekdayText } from '#renderer/parts/day-format.ts';
import type { CalendarEntry } from '#shared/contract/calendar.ts';
import type { LocalDate } from '#shared/time/local-date.ts';
import { CalendarEntryLink } from './calendar-entry-link.tsx';
import classes from './calendar-grid.module.css';

/** Messages shown on a day of a month; the others are one click deeper (Sundial's choice). */
const SHOWN = 3;

/** Days as a table: a column for each day of the week, a row for each week. */
export function CalendarGrid({
  weeks,
  today,
  month,
  entries,
}: {
  readonly weeks: readonly (readonly LocalDate[])[];
  readonly today: LocalDate;
  /** The month that is meant, e.g. `2026-11`; other days are shown paler. Empty = all are meant. */
  readonly month: string;
  readonly entries: readonly CalendarEntry[];
}): ReactElement {
  const { t, i18n } = useTranslation('calendar');
  const days = Map.groupBy(entries, ({ day }) => day);
  return (
    <Table layout="fixed" withTableBorder withColumnBorders highlightOnHover={false} className={classes['grid'] ?? ''}>
      <Table.Thead>
        <Table.Tr>
          {weeks[0]?.map((day) => (
            <Table.Th key={day} scope="col">
              {weekdayText(day, i18n.language)}
            </Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {weeks.map((week) => (
          <Table.Tr key={week[0]}>
            {week.map((day) => (
              <Table.Td
                key={day}
                className={classes['day'] ?? ''}
                data-long={weeks.length === 1}
                data-other={month !== '' && !day.startsWith(month)}
                aria-current={day === today ? 'date' : undefined}
              >
                <Text size="sm" className={classes['number'] ?? ''} data-today={day === today}>
                  {t('dayNumber', { n: Number(day.slice(8)) })}
                </Text>
                <Day entries={days.get(day) ?? []} most={weeks.length === 1 ? Number.POSITIVE_INFINITY : SHOWN} />
              </Table.Td>
            ))}
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

function Day({ entries, most }: { readonly entries: readonly CalendarEntry[]; readonly most: number }): ReactElement {
  const { t } = useTranslation('calendar');
  const hidden = entries.length - most;
  const more = entries.slice(most);
  return (
    <Stack gap={4}>
      {entries.slice(0, most).map((entry) => (
        <CalendarEntryLink key={entry.campaign} entry={entry} />
      ))}
      {hidden <= 0 ? null : (
        <Popover position="bottom" withArrow shadow="md" trapFocus returnFocus>
          <Popover.Target>
            <UnstyledButton className={classes['more'] ?? ''}>{t('more', { n: hidden })}</UnstyledButton>
          </Popover.Target>
          <Popover.Dropdown>
            <Stack gap={4}>
              {more.map(({ campaign, name }) => (
                <Anchor key={campaign} component={Link} to={`/messages/${campaign}`} size="sm">
                  {name}
                </Anchor>
              ))}
            </Stack>
          </Popover.Dropdown>
        </Popover>
      )}
    </Stack>
  );
}
