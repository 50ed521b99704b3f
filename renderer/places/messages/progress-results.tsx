import { AreaChart } from '@mantine/charts';
import { Accordion, Stack, Table, Text, Title } from '@mantine/core';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { clockText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { ProgressRead, Tally } from '#shared/contract/progress.ts';
import { useNumberWords } from './use-number-words.ts';
import { WorkBar } from './work-bar.tsx';

/** What a walk over all messages tells once it is over: accepted over time, and who said stop afterwards. */
export function ProgressResults({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation('progress');
  const work = useLongWork((campaign: string, signal) => engine.results.tally({ campaign }, { signal }));
  const { start } = work;
  const { id } = progress;
  useEffect(() => start(id), [id, start]);
  const { state } = work;
  switch (state.kind) {
    case 'working':
      return progress.counts.planned > 100_000 ? (
        <WorkBar text={t('results.counting')} progress={state.progress} cancel={work.cancel} />
      ) : null;
    case 'failed':
      return <Refusal error={state.error} retry={() => start(id)} />;
    case 'done':
      return <ResultPlots tally={state.result} sent={progress.counts.sent} />;
    default:
      return null;
  }
}

function ResultPlots({ tally, sent }: { readonly tally: Tally; readonly sent: number }): ReactElement {
  const { t } = useTranslation('progress');
  const number = useNumberWords();
  const perThousand = sent === 0 ? 0 : (tally.stopsAfter / sent) * 1_000;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {t('results.title')}
      </Title>
      <Text>
        {t('results.stops', { count: tally.stopsAfter, rate: number(perThousand, { maximumFractionDigits: 1 }) })}
      </Text>
      <Text size="sm" c="dimmed">
        {t('results.unseen')}
      </Text>
      {tally.accepted.length === 0 ? null : <AcceptedPlot tally={tally} />}
    </Stack>
  );
}

function AcceptedPlot({ tally }: { readonly tally: Tally }): ReactElement {
  const { t, i18n } = useTranslation('progress');
  const number = useNumberWords();
  const points = tally.accepted.map(({ from, count }) => ({
    at: clockText(from.here, 'dayAndTime', i18n.language),
    count,
  }));
  return (
    <>
      {points.length < 2 ? null : (
        <AreaChart
          aria-hidden
          h={220}
          data={points}
          dataKey="at"
          curveType="step"
          withDots={false}
          areaProps={{ isAnimationActive: false }}
          areaChartProps={{ accessibilityLayer: false }}
          valueFormatter={(value) => number(value)}
          series={[{ name: 'count', label: t('counts.sent'), color: 'sun.6' }]}
        />
      )}
      <Accordion variant="contained">
        <Accordion.Item value="table">
          <Accordion.Control>{t('results.asTable')}</Accordion.Control>
          <Accordion.Panel>
            <Table>
              <Table.Thead>
                <Table.Tr>
                  <Table.Th scope="col">{t('results.from', { minutes: tally.stretchMinutes })}</Table.Th>
                  <Table.Th scope="col" ta="right">
                    {t('counts.sent')}
                  </Table.Th>
                </Table.Tr>
              </Table.Thead>
              <Table.Tbody>
                {points.map(({ at, count }) => (
                  <Table.Tr key={at}>
                    <Table.Td>{t('results.at', { time: at })}</Table.Td>
                    <Table.Td ta="right">{number(count)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Accordion.Panel>
        </Accordion.Item>
      </Accordion>
    </>
  );
}
