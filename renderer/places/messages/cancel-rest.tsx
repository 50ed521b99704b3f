import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { ProgressRead } from '#shared/contract/progress.ts';

/** Taking back what has not left, after asking: it cannot be undone. */
export function CancelRest({ progress }: { readonly progress: ProgressRead }): ReactElement {
  const { t } = useTranslation('progress');
  const [isOpen, { open, close }] = useDisclosure(false);
  const cancel = useMutation(ask.progress.cancel.mutationOptions({ onSuccess: close }));
  const title = t('cancel.title');
  return (
    <>
      <Button variant="default" onClick={open}>
        {t('cancel.open')}
      </Button>
      <Modal opened={isOpen} onClose={close} title={title} closeButtonProps={{ 'aria-label': t('cancel.keep') }}>
        <Stack>
          <Text>{t('cancel.text', { count: progress.counts.pending })}</Text>
          {cancel.error === null ? null : <Refusal error={cancel.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close} data-autofocus>
              {t('cancel.keep')}
            </Button>
            <Button color="red" loading={cancel.isPending} onClick={() => cancel.mutate({ campaign: progress.id })}>
              {t('cancel.confirm')}
            </Button>
          </Group>
        </Stack>
      </Modal>
    </>
  );
}
