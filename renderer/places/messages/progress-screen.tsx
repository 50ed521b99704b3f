import { Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { ProgressRead } from '#shared/contract/progress.ts';
import { AccountNotice } from './account-notice.tsx';
import { OutcomePeople } from './outcome-people.tsx';
import { ProgressActions } from './progress-actions.tsx';
import { ProgressFigures } from './progress-figures.tsx';
import { ProgressMeter } from './progress-meter.tsx';
import { ProgressReasons } from './progress-reasons.tsx';
import { ProgressResults } from './progress-results.tsx';
import { UndecidedList } from './undecided-list.tsx';

/** Facts tell what changes; only the estimate gets older by itself, so it is asked for this often while something waits, in ms. */
const ESTIMATE_MS = 5_000;

/** How far a launched message is, and what became of it. */
export function ProgressScreen(): ReactElement {
  const { t } = useTranslation(['progress', 'states']);
  const { campaign } = useParams({ from: '/messages/$campaign/progress' });
  const { data, error, refetch } = useQuery({
    ...ask.progress.read.queryOptions({ input: { campaign } }),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data !== undefined && isOpen(state.data) ? ESTIMATE_MS : false),
  });
  return (
    <Page
      title={data === undefined ? t('progress:title') : data.name}
      lead={data === undefined ? undefined : t(`states:campaign.${data.state}`)}
      actions={data === undefined ? undefined : <ProgressActions progress={data} />}
    >
      {error === null ? null : <Refusal error={error} retry={() => void refetch()} />}
      {data === undefined ? null : <ProgressContent progress={data} />}
    </Page>
  );
}

function isOpen({ state }: ProgressRead): boolean {
  return state === 'scheduled' || state === 'running' || state === 'paused';
}

function ProgressContent({ progress }: { readonly progress: ProgressRead }): ReactElement {
  const { t } = useTranslation('progress');
  if (progress.areRowsRemoved) {
    return (
      <Stack gap="xl">
        <Text>{t('rowsRemoved')}</Text>
        <ProgressMeter progress={progress} />
        <ProgressFigures progress={progress} />
        <ProgressReasons progress={progress} />
      </Stack>
    );
  }
  return (
    <Stack gap="xl">
      <AccountNotice progress={progress} />
      <ProgressMeter progress={progress} />
      <ProgressFigures progress={progress} />
      <UndecidedList progress={progress} />
      {isOpen(progress) || progress.state === 'draft' ? null : <ProgressResults progress={progress} />}
      <ProgressReasons progress={progress} />
      <OutcomePeople progress={progress} />
    </Stack>
  );
}
