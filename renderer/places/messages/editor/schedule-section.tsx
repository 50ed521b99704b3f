import { Radio, Stack } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { placeOf } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { DraftContent, ScheduleChoice } from '#shared/contract/message-draft.ts';
import type { ScheduleTimes } from '#shared/contract/messages.ts';
import type { Moment } from '#shared/contract/moment.ts';
import { addDays, parseLocalDate } from '#shared/time/local-date.ts';
import { type DayAndTime, DayAndTimeFields } from './day-and-time-fields.tsx';
import { SensibleChoices } from './sensible-choices.tsx';
import { TimesText } from './times-text.tsx';

/** When it goes out: for each person, at one moment for all, or right after the launch. */
export function ScheduleSection({
  content,
  instant,
  onChange,
}: {
  readonly content: Pick<DraftContent, 'account' | 'topics' | 'schedule'>;
  /** The instant of a schedule that has one, on the clock here. */
  readonly instant: Moment | null;
  readonly onChange: (schedule: ScheduleChoice) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { account, topics, schedule } = content;
  const input = { account, topics: [...topics], schedule };
  const times = useQuery(ask.audience.times.queryOptions({ input, placeholderData: keepPreviousData }));
  const { here, now } = clockHere(times.data ?? null);
  const chosen = useDayAndTime(schedule, instant);
  const { setKind, setDay } = changes(schedule, { chosen, here, now, onChange });
  return (
    <Stack gap="md">
      <Radio.Group label={t('when.label')} value={kindOf(schedule)} onChange={setKind}>
        <Stack gap="xs" mt="xs">
          <Radio value="each" label={t('when.each')} description={t('when.eachWhat')} />
          <Radio value="one" label={t('when.one')} description={t('when.oneWhat')} />
          <Radio value="now" label={t('when.now')} description={t('when.nowWhat')} />
        </Stack>
      </Radio.Group>
      {chosen === null || schedule.time.kind === 'now' ? null : (
        <DayAndTimeFields
          chosen={chosen}
          today={now?.slice(0, 10) ?? null}
          clock={clockOf(schedule, here)}
          onChange={setDay}
        />
      )}
      {times.error === null ? null : <Refusal error={times.error} retry={() => void times.refetch()} />}
      <TimesText times={times.data ?? null} schedule={schedule} />
      <SensibleChoices schedule={schedule} here={here} onChange={onChange} />
    </Stack>
  );
}

function clockHere(times: ScheduleTimes | null): { readonly here: string | null; readonly now: string | null } {
  return { here: times?.here ?? null, now: times?.now.here.local ?? null };
}

/** The town whose clock counts for all; `null` = each person's own. */
function clockOf({ time, zone }: ScheduleChoice, here: string | null): string | null {
  if (zone === 'recipient' && time.kind === 'local') return null;
  return placeOf(time.kind === 'instant' ? (here ?? '') : zone);
}

/** What a schedule without a day begins with, as new messages do; `null` = nobody knows yet which day it is. */
function tomorrowAtTen(now: string | null): DayAndTime | null {
  const today = now === null ? null : parseLocalDate(now.slice(0, 10));
  return today === null ? null : { date: addDays(today, 1), time: '10:00' };
}

/** What choosing another kind or time makes of a schedule. */
function changes(
  schedule: ScheduleChoice,
  {
    chosen,
    here,
    now,
    onChange,
  }: {
    readonly chosen: DayAndTime | null;
    readonly here: string | null;
    /** The time on the clock here; `null` while it is not known. */
    readonly now: string | null;
    readonly onChange: (schedule: ScheduleChoice) => void;
  },
): { readonly setKind: (kind: string) => void; readonly setDay: (change: Partial<DayAndTime>) => void } {
  const setKind = (kind: string): void => {
    if (kind === 'now') return onChange({ ...schedule, time: { kind: 'now' } });
    const day = chosen ?? tomorrowAtTen(now);
    if (day === null) return;
    const zone = kind === 'each' ? 'recipient' : here;
    if (zone !== null) onChange({ ...schedule, zone, time: { kind: 'local', ...day } });
  };
  const setDay = (change: Partial<DayAndTime>): void => {
    if (chosen === null) return;
    const zone = schedule.time.kind === 'instant' ? (here ?? schedule.zone) : schedule.zone;
    onChange({ ...schedule, zone, time: { kind: 'local', ...chosen, ...change } });
  };
  return { setKind, setDay };
}

function kindOf({ time, zone }: ScheduleChoice): 'each' | 'one' | 'now' {
  if (time.kind === 'now') return 'now';
  return time.kind === 'local' && zone === 'recipient' ? 'each' : 'one';
}

/** The day and time of a schedule; where it has none, the last that was chosen here. */
function useDayAndTime({ time }: ScheduleChoice, instant: Moment | null): DayAndTime | null {
  const [last, setLast] = useState<DayAndTime | null>(null);
  if (time.kind === 'local') {
    if (last?.date !== time.date || last.time !== time.time) setLast({ date: time.date, time: time.time });
    return time;
  }
  if (time.kind === 'now' || instant === null) return last;
  return { date: instant.here.local.slice(0, 10), time: instant.here.local.slice(11, 16) };
}
