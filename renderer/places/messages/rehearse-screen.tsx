import { Alert, Button, Group, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import { RehearseForm, type RehearseWish } from './rehearse-form.tsx';
import { RehearseResult } from './rehearse-result.tsx';
import { WorkBar } from './work-bar.tsx';

/** Playing the message through on a virtual clock. Nothing is sent, nothing is kept. */
export function RehearseScreen(): ReactElement {
  const { t } = useTranslation('rehearse');
  const { campaign } = useParams({ from: '/messages/$campaign/rehearse' });
  const work = useLongWork((wish: RehearseWish, signal) => engine.rehearsal.play({ campaign, ...wish }, { signal }));
  const { state, start, cancel } = work;
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/messages/$campaign/plan" params={{ campaign }} {...props} />}
          >
            {t('plan')}
          </Button>
        </Group>
      }
    >
      <Stack gap="xl">
        <RehearseForm isBusy={state.kind === 'working'} play={start} />
        {state.kind === 'working' ? <WorkBar text={t('playing')} progress={state.progress} cancel={cancel} /> : null}
        {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
        {state.kind === 'cancelled' ? <Alert>{t('cancelled')}</Alert> : null}
        {state.kind === 'done' ? <RehearseResult result={state.result} /> : null}
      </Stack>
    </Page>
  );
}
