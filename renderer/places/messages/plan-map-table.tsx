import { Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dayText } from '#renderer/parts/day-format.ts';
import { clockText, placeOf } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import type { PlanMap, PlanMapZone } from '#shared/contract/plan.ts';
import classes from './plan-map-table.module.css';
import { useNumberWords } from './use-number-words.ts';

/** Zones shown before somebody asks for all. */
const FEW = 14;

/** Messages by zone (rows, with the time there) and hour here (columns); the darker a cell, the more are due. */
export function PlanMapTable({ map }: { readonly map: PlanMap }): ReactElement | null {
  const { t } = useTranslation('plan');
  const [isWhole, setWhole] = useState(false);
  if (map.zones.length === 0) return null;
  const shown = isWhole ? map.zones : map.zones.slice(0, FEW);
  const most = Math.max(...map.zones.flatMap(({ perHour }) => perHour));
  return (
    <Stack gap="xs" component="section" aria-labelledby="plan-map">
      <Title order={2} size="h4" id="plan-map">
        {t('map.title')}
      </Title>
      <Text c="dimmed" size="sm">
        {t('map.lead')}
      </Text>
      <Paper p="xs">
        <Table.ScrollContainer minWidth={320} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
          <Table className={classes['table'] ?? ''} highlightOnHover={false} withRowBorders verticalSpacing={6}>
            <HourHead hours={map.hours} />
            <Table.Tbody>
              {shown.map((zone) => (
                <ZoneRow key={zone.zone ?? ''} zone={zone} hours={map.hours} most={most} />
              ))}
            </Table.Tbody>
          </Table>
        </Table.ScrollContainer>
      </Paper>
      {map.zones.length <= FEW ? null : (
        <Group>
          <Button variant="subtle" size="compact-sm" onClick={() => setWhole(!isWhole)}>
            {isWhole ? t('map.fewer') : t('map.all', { count: map.zones.length })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

function HourHead({ hours }: { readonly hours: readonly Moment[] }): ReactElement {
  const { t, i18n } = useTranslation('plan');
  const days = [...new Set(hours.map(({ here }) => here.local.slice(0, 10)))];
  return (
    <Table.Thead>
      <Table.Tr>
        <Table.Th scope="col" rowSpan={2} className={classes['zone'] ?? ''}>
          {t('map.zone')}
        </Table.Th>
        {days.map((day) => (
          <Table.Th
            key={day}
            scope="colgroup"
            colSpan={hours.filter(({ here }) => here.local.startsWith(day)).length}
            style={{ whiteSpace: 'nowrap' }}
          >
            {dayText(day, i18n.language)}
          </Table.Th>
        ))}
      </Table.Tr>
      <Table.Tr>
        {hours.map(({ at, here }) => (
          <Table.Th key={at} scope="col" className={classes['hour'] ?? ''}>
            {clockText(here, 'time', i18n.language)}
          </Table.Th>
        ))}
      </Table.Tr>
    </Table.Thead>
  );
}

function ZoneRow({
  zone,
  hours,
  most,
}: {
  readonly zone: PlanMapZone;
  readonly hours: readonly Moment[];
  readonly most: number;
}): ReactElement {
  const { t, i18n } = useTranslation('plan');
  const number = useNumberWords();
  const { there } = zone.first;
  const compact = { notation: 'compact', maximumFractionDigits: 1 } as const;
  return (
    <Table.Tr>
      <Table.Th scope="row" className={classes['zone'] ?? ''}>
        {zone.zone === null ? t('map.noZone') : placeOf(zone.zone)}
        {there === null ? null : (
          <Text size="xs" c="dimmed">
            {t('map.there', { time: clockText(there, 'dayAndTime', i18n.language) })}
          </Text>
        )}
      </Table.Th>
      {zone.perHour.map((count, place) => (
        <Table.Td key={hours[place]?.at} className={classes['cell'] ?? ''} data-level={levelOf(count, most)}>
          {count === 0 ? null : number(count, compact)}
        </Table.Td>
      ))}
    </Table.Tr>
  );
}

function levelOf(count: number, most: number): number {
  return count === 0 ? 0 : Math.min(3, Math.max(1, Math.ceil((count / most) * 3)));
}
