import { List, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '#renderer/parts/day-format.ts';
import { clockText, placeOf } from '#renderer/parts/moment-text.tsx';
import type { DateRead } from '#shared/contract/imports.ts';

/** Most examples shown at once (Sundial's choice): one for each way in each column is enough to see a wrong one. */
const SHOWN = 8;

/** How the dates of a list were read, one example for each way and column, on the clock of the Page. */
export function DatesRead({ dates }: { readonly dates: readonly DateRead[] }): ReactElement | null {
  const { t, i18n } = useTranslation('import');
  if (dates.length === 0) return null;
  return (
    <Stack gap={4}>
      <Text size="sm" fw={600}>
        {t('dates.title')}
      </Text>
      <List size="sm" withPadding={false} listStyleType="none" spacing={2}>
        {dates.slice(0, SHOWN).map(({ column, form, written, read }) => {
          const clock = read.there ?? read.here;
          return (
            <List.Item key={`${column}-${form}`} style={{ overflowWrap: 'anywhere' }}>
              {t(`dates.read.${form}`, {
                column,
                written,
                date: dateText(clock.local, i18n.language),
                time: clockText(clock, 'time', i18n.language),
                place: placeOf(clock.zone),
              })}
            </List.Item>
          );
        })}
      </List>
    </Stack>
  );
}
