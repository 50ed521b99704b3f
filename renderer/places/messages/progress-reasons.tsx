import { BarChart } from '@mantine/charts';
import { Paper, Stack, Table, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgressRead } from '#shared/contract/progress.ts';
import { reasonsLeftOut } from './reasons-left-out.ts';
import { useNumberWords } from './use-number-words.ts';

/** Bars that fit without becoming threads. */
const BARS = 8;

/** Why messages did not go, or not yet: bars, and the same as a table. */
export function ProgressReasons({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation(['progress', 'reasons', 'states']);
  const number = useNumberWords();
  const reasons = reasonsLeftOut(progress.reasons);
  if (reasons.length === 0) return null;
  const bars = reasons.slice(0, BARS).map(({ reason, count }) => ({ reason: t(`reasons:${reason}.short`), count }));
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('progress:reasons.title')}
      </Title>
      {bars.length < 2 ? null : (
        <BarChart
          aria-hidden
          h={28 * bars.length + 40}
          data={bars}
          dataKey="reason"
          orientation="vertical"
          yAxisProps={{ width: 200 }}
          gridAxis="none"
          // The table below is what is read out.
          barChartProps={{ accessibilityLayer: false }}
          barProps={{ isAnimationActive: false, radius: 4 }}
          valueFormatter={(value) => number(value)}
          series={[{ name: 'count', label: t('progress:reasons.messages'), color: 'sun.6' }]}
        />
      )}
      <Paper p="xs">
        <Table>
          <Table.Thead>
            <Table.Tr>
              <Table.Th scope="col">{t('progress:reasons.why')}</Table.Th>
              <Table.Th scope="col">{t('progress:reasons.became')}</Table.Th>
              <Table.Th scope="col" ta="right">
                {t('progress:reasons.messages')}
              </Table.Th>
            </Table.Tr>
          </Table.Thead>
          <Table.Tbody>
            {reasons.map(({ state, reason, count }) => (
              <Table.Tr key={`${state} ${reason}`}>
                <Table.Td>{t(`reasons:${reason}.short`)}</Table.Td>
                <Table.Td>{t(`states:delivery.${state}`)}</Table.Td>
                <Table.Td ta="right">{number(count)}</Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  );
}
