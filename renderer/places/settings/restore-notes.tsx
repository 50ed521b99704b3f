import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { RefusalSaid } from '#renderer/parts/refusal-details.tsx';
import type { BackupsView } from '#shared/contract/data.ts';

/** A restore that waits for the next start, and how the last one went. */
export function RestoreNotes({ view }: { readonly view: BackupsView }): ReactElement {
  return (
    <>
      {view.waiting === null ? null : <Waiting view={view} />}
      {view.last === null ? null : <Last last={view.last} />}
    </>
  );
}

function Waiting({ view }: { readonly view: BackupsView }): ReactElement {
  const { t } = useTranslation('settings');
  const tell = useMomentWords();
  const cancel = useMutation(ask.data.cancelRestore.mutationOptions());
  const restart = useMutation(ask.data.restart.mutationOptions());
  const written = view.backups.find(({ name }) => name === view.waiting?.name)?.written;
  return (
    <Alert color="yellow" title={t('restore.waiting')}>
      <Stack gap="sm">
        <Text size="sm">
          {written === undefined ? t('restore.waitingAny') : t('restore.waitingText', { time: tell(written) })}
        </Text>
        {cancel.isError ? <Refusal error={cancel.error} /> : null}
        {restart.isError ? <Refusal error={restart.error} /> : null}
        <Group gap="xs">
          <Button size="xs" variant="default" loading={cancel.isPending} onClick={() => cancel.mutate({})}>
            {t('restore.cancel')}
          </Button>
          {view.canRestart ? (
            <Button size="xs" loading={restart.isPending} onClick={() => restart.mutate({})}>
              {t('restore.restart')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Alert>
  );
}

function Last({ last }: { readonly last: NonNullable<BackupsView['last']> }): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const tell = useMomentWords();
  const forget = useMutation(ask.data.forgetLastRestore.mutationOptions());
  return (
    <Alert
      color={last.isDone ? 'teal' : 'red'}
      title={last.isDone ? t('restore.done') : t('restore.failed')}
      withCloseButton
      onClose={() => forget.mutate({})}
      closeButtonLabel={t('common:close')}
    >
      <Stack gap={4}>
        <Text size="sm">
          {last.isDone
            ? t('restore.doneText', { time: tell(last.at) })
            : t('restore.failedText', { time: tell(last.at) })}
        </Text>
        <RefusalSaid refusal={last.refusal} details={last.details} />
      </Stack>
    </Alert>
  );
}
