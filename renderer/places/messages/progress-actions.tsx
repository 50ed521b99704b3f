import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { ProgressRead } from '#shared/contract/progress.ts';
import { CancelRest } from './cancel-rest.tsx';
import { ExportButton } from './export-button.tsx';

/** Pause, go on, take back the rest; a file of everything. */
export function ProgressActions({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation('progress');
  const pause = useMutation(ask.progress.pause.mutationOptions());
  const resume = useMutation(ask.progress.resume.mutationOptions());
  const { id, state } = progress;
  const error = pause.error ?? resume.error;
  const isGoing = state === 'scheduled' || state === 'running';
  if (state === 'draft') return null;
  return (
    <Group gap="xs" justify="flex-end">
      {progress.areRowsRemoved ? null : <ExportButton progress={progress} />}
      {isGoing || state === 'paused' ? <CancelRest progress={progress} /> : null}
      {isGoing ? (
        <Button loading={pause.isPending} onClick={() => pause.mutate({ campaign: id })}>
          {t('pause')}
        </Button>
      ) : null}
      {state === 'paused' ? (
        <Button loading={resume.isPending} onClick={() => resume.mutate({ campaign: id })}>
          {t('resume')}
        </Button>
      ) : null}
      {error === null ? null : <Refusal error={error} />}
    </Group>
  );
}
