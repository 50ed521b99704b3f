import { Group, Select, Switch } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ChoiceRow } from '#renderer/parts/editing/choice-row.tsx';
import type { ScheduleChoice } from '#shared/contract/message-draft.ts';
import { DEFAULT_POLICIES } from '#shared/domain/schedule-defaults.ts';

const STEP_MINUTES = 30;
const DAY_MINUTES = 1_440;

/** The hours in which people may get it, on their own clocks. */
export function HoursChoice({
  schedule,
  onChange,
}: {
  readonly schedule: ScheduleChoice;
  readonly onChange: (schedule: ScheduleChoice) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const { window } = schedule;
  const sentence =
    window === null
      ? t('choice.hours.any')
      : t('choice.hours.between', { from: clockOf(window.fromMinute), to: clockOf(window.toMinute) });
  const set = (change: Partial<NonNullable<ScheduleChoice['window']>>): void => {
    if (window === null) return;
    const next = { ...window, ...change };
    if (next.fromMinute !== next.toMinute) onChange({ ...schedule, window: next });
  };
  return (
    <ChoiceRow about={t('choice.hours.question')} sentence={sentence}>
      <Switch
        label={t('choice.hours.only')}
        checked={window !== null}
        onChange={(event) =>
          onChange({ ...schedule, window: event.currentTarget.checked ? DEFAULT_POLICIES.window : null })
        }
      />
      {window === null ? null : (
        <Group gap="md">
          <Select
            label={t('choice.hours.from')}
            data={minutes(0, DAY_MINUTES - STEP_MINUTES, window.fromMinute)}
            value={String(window.fromMinute)}
            allowDeselect={false}
            w={120}
            onChange={(chosen) => (chosen === null ? undefined : set({ fromMinute: Number(chosen) }))}
          />
          <Select
            label={t('choice.hours.to')}
            data={minutes(STEP_MINUTES, DAY_MINUTES, window.toMinute)}
            value={String(window.toMinute)}
            allowDeselect={false}
            w={120}
            onChange={(chosen) => (chosen === null ? undefined : set({ toMinute: Number(chosen) }))}
          />
        </Group>
      )}
    </ChoiceRow>
  );
}

/** Every half hour, and the present one wherever it lies. */
function minutes(first: number, last: number, present: number): { value: string; label: string }[] {
  const list = new Set([present]);
  for (let minute = first; minute <= last; minute += STEP_MINUTES) list.add(minute);
  return [...list].toSorted((a, b) => a - b).map((minute) => ({ value: String(minute), label: clockOf(minute) }));
}

/** `09:00` of minute 540; 24:00 is the end of the day. */
function clockOf(minute: number): string {
  const two = (value: number): string => String(value).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}
