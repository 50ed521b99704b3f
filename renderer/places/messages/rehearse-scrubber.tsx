import { AreaChart } from '@mantine/charts';
import { Group, Slider, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '#renderer/parts/moment-text.tsx';
import type { Rehearsal } from '#shared/contract/rehearsal.ts';
import { useNumberWords } from './use-number-words.ts';

const STANDS = ['sent', 'waiting', 'failed', 'missed', 'skipped'] as const;

/** Goes through virtual time: at each instant how many were sent and how many waited. */
export function RehearseScrubber({ result }: { readonly result: Rehearsal }): ReactElement {
  const { t, i18n } = useTranslation('rehearse');
  const number = useNumberWords();
  const { steps } = result;
  const last = steps.length - 1;
  const [place, setPlace] = useState(last);
  const step = steps[Math.min(place, last)];
  const timeOf = (at: number): string => {
    const found = steps[at];
    return found === undefined ? '' : clockText(found.at.here, 'dayAndTime', i18n.language);
  };
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('scrubber.title')}
      </Title>
      {last < 2 ? null : (
        <AreaChart
          aria-hidden
          h={180}
          data={steps.map((one, at) => ({ at: timeOf(at), sent: one.sent, waiting: one.waiting }))}
          dataKey="at"
          curveType="step"
          withDots={false}
          areaProps={{ isAnimationActive: false }}
          areaChartProps={{ accessibilityLayer: false }}
          referenceLines={[{ x: timeOf(place), color: 'dimmed' }]}
          valueFormatter={(value) => number(value)}
          series={[
            { name: 'sent', label: t('stands.sent'), color: 'teal.6' },
            { name: 'waiting', label: t('stands.waiting'), color: 'sun.6' },
          ]}
        />
      )}
      <Slider
        min={0}
        max={Math.max(last, 1)}
        value={place}
        onChange={setPlace}
        label={null}
        thumbLabel={t('scrubber.time')}
        thumbProps={{ 'aria-valuetext': timeOf(place) }}
      />
      {step === undefined ? null : (
        <Group gap="lg" component="output">
          <Text fw={600}>{t('scrubber.at', { time: timeOf(place) })}</Text>
          {STANDS.map((stand) => (
            <Text key={stand}>{t(`stand.${stand}`, { count: step[stand] })}</Text>
          ))}
        </Group>
      )}
    </Stack>
  );
}
