import { Group } from '@mantine/core';
import { DatePickerInput, TimePicker } from '@mantine/dates';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** A date and a time of day, as chosen. */
export interface DayAndTime {
  readonly date: string;
  readonly time: string;
}

/** The day and the time of day at which it goes out. */
export function DayAndTimeFields({
  chosen,
  today,
  clock,
  onChange,
}: {
  readonly chosen: DayAndTime;
  readonly today: string | null;
  /** Town whose clock counts for all; `null` = each person's own. */
  readonly clock: string | null;
  readonly onChange: (change: Partial<DayAndTime>) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Group align="flex-start" gap="md">
      <DatePickerInput
        label={t('when.day')}
        value={chosen.date}
        {...(today === null ? {} : { minDate: today })}
        valueFormat={t('when.dayFormat')}
        onChange={(date) => (date === null ? undefined : onChange({ date }))}
        popoverProps={{ withinPortal: true }}
        miw={240}
        flex={1}
      />
      <TimeField
        key={chosen.time}
        label={clock === null ? t('when.timeEach') : t('when.timeIn', { place: clock })}
        value={chosen.time}
        onChange={(time) => onChange({ time })}
      />
    </Group>
  );
}

/** A time of day; while it is being typed only whole times count. */
function TimeField({
  label,
  value,
  onChange,
}: {
  readonly label: string;
  readonly value: string;
  readonly onChange: (time: string) => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  const [text, setText] = useState(value);
  const isWhole = /^\d{2}:\d{2}$/.test(text.slice(0, 5));
  return (
    <TimePicker
      label={label}
      value={text}
      onChange={setText}
      onBlur={() => (isWhole && text.slice(0, 5) !== value ? onChange(text.slice(0, 5)) : undefined)}
      withDropdown={false}
      hoursInputLabel={t('when.hours')}
      minutesInputLabel={t('when.minutes')}
      error={isWhole ? null : t('when.timeMissing')}
      miw={170}
    />
  );
}
