import { ActionIcon, Button, Group, SegmentedControl, Stack, Text, Title } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { monthText } from '#renderer/parts/day-format.ts';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { type LocalDate, parseLocalDate } from '#shared/time/local-date.ts';
import { CALENDAR_VIEWS, type CalendarView, readCalendarAddress, step, weeksAround } from './calendar-days.ts';
import { CalendarGrid } from './calendar-grid.tsx';
import { MeetingList } from './meeting-list.tsx';

/** When what goes out, by month or week on the clock here, and which messages meet. */
export function CalendarScreen(): ReactElement | null {
  const { t, i18n } = useTranslation('calendar');
  const search = useSearch({ from: '/calendar' });
  const navigate = useNavigate();
  const about = useQuery(ask.about.read.queryOptions({ input: {} }));
  const today = parseLocalDate(about.data?.now.here.local.slice(0, 10) ?? '');
  if (today === null) return about.error === null ? null : <Refusal error={about.error} />;
  const view = search.view ?? 'month';
  const day = (search.day === undefined ? null : parseLocalDate(search.day)) ?? today;
  const show = (next: { readonly view: CalendarView; readonly day: LocalDate }): void => {
    const address = readCalendarAddress({ view: next.view, ...(next.day === today ? {} : { day: next.day }) });
    void navigate({ to: '/calendar', search: address, replace: true });
  };
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <SegmentedControl
          aria-label={t('show')}
          value={view}
          data={CALENDAR_VIEWS.map((one) => ({ value: one, label: t(`view.${one}`) }))}
          onChange={(chosen) => show({ view: CALENDAR_VIEWS.find((one) => one === chosen) ?? 'month', day })}
        />
      }
    >
      <Group gap="xs">
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('before')}
          onClick={() => show({ view, day: step(day, view, false) })}
        >
          <IconChevronLeft size={18} aria-hidden />
        </ActionIcon>
        <ActionIcon
          variant="default"
          size="lg"
          aria-label={t('after')}
          onClick={() => show({ view, day: step(day, view, true) })}
        >
          <IconChevronRight size={18} aria-hidden />
        </ActionIcon>
        <Button variant="default" onClick={() => show({ view, day: today })}>
          {t('today')}
        </Button>
        <Title order={2} size="h4" ml="xs" aria-live="polite">
          {monthText(day, i18n.language)}
        </Title>
      </Group>
      <Month day={day} today={today} view={view} />
    </Page>
  );
}

function Month({
  day,
  today,
  view,
}: {
  readonly day: LocalDate;
  readonly today: LocalDate;
  readonly view: CalendarView;
}): ReactElement {
  const { t, i18n } = useTranslation('calendar');
  const weeks = weeksAround(day, view, i18n.language === 'ja');
  const from = weeks[0]?.[0] ?? day;
  const asked = useQuery({
    ...ask.calendar.read.queryOptions({ input: { from, days: weeks.length * 7 } }),
    placeholderData: keepPreviousData,
  });
  const shown = view === 'month' ? day.slice(0, 7) : '';
  return (
    <Stack gap="lg">
      {asked.error === null ? null : <Refusal error={asked.error} retry={() => void asked.refetch()} />}
      <CalendarGrid weeks={weeks} today={today} month={shown} entries={asked.data?.entries ?? []} />
      {asked.data?.entries.length === 0 ? <Text c="dimmed">{t('nothing')}</Text> : null}
      {asked.data === undefined || asked.data.meetings.length === 0 ? null : (
        <MeetingList meetings={asked.data.meetings} />
      )}
    </Stack>
  );
}
