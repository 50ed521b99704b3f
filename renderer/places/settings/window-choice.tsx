import { Group, Select, Stack, Switch, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { Policies } from '#shared/contract/settings.ts';
import { DEFAULT_POLICIES } from '#shared/domain/schedule-defaults.ts';

const HALF_HOURS = Array.from({ length: 49 }, (_, index) => index * 30);

/** `09:30`; the end of the day is `24:00`. */
function clock(minute: number): string {
  return `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
}

function choices(minutes: readonly number[], own: number): { readonly value: string; readonly label: string }[] {
  const all = minutes.includes(own) ? minutes : [...minutes, own].toSorted((one, other) => one - other);
  return all.map((minute) => ({ value: String(minute), label: clock(minute) }));
}

/** The hours in which people are messaged, on their own clock; switched off there are none. */
export function WindowChoice({
  window,
  onChange,
}: {
  readonly window: Policies['window'];
  readonly onChange: (window: Policies['window']) => void;
}): ReactElement {
  const { t } = useTranslation('settings');
  return (
    <Stack gap="sm">
      <Switch
        label={t('sending.hours.switch')}
        checked={window !== null}
        onChange={(event) => onChange(event.currentTarget.checked ? DEFAULT_POLICIES.window : null)}
      />
      {window === null ? (
        <Text size="sm">{t('sending.hours.none')}</Text>
      ) : (
        <Group gap="md">
          <Select
            w={140}
            label={t('sending.hours.from')}
            data={choices(HALF_HOURS.slice(0, -1), window.fromMinute)}
            value={String(window.fromMinute)}
            allowDeselect={false}
            onChange={(value) => onChange(unlessEmpty({ ...window, fromMinute: Number(value) }, window))}
          />
          <Select
            w={140}
            label={t('sending.hours.to')}
            data={choices(HALF_HOURS.slice(1), window.toMinute)}
            value={String(window.toMinute)}
            allowDeselect={false}
            onChange={(value) => onChange(unlessEmpty({ ...window, toMinute: Number(value) }, window))}
          />
        </Group>
      )}
    </Stack>
  );
}

type Window = NonNullable<Policies['window']>;

/** Two equal times would leave no hour at all, or mean all of them: the earlier choice stays. */
function unlessEmpty(wished: Window, present: Window): Window {
  return wished.fromMinute === wished.toMinute ? present : wished;
}
