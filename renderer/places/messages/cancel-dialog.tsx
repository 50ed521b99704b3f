import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { MessageLine } from '#shared/contract/messages.ts';

/** Asks before what has not left is taken back: that cannot be undone. */
export function CancelDialog({
  line: { campaign, name, counts },
  isOpen,
  onClose,
}: {
  readonly line: MessageLine;
  readonly isOpen: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['messages', 'common']);
  const cancel = useMutation(ask.progress.cancel.mutationOptions({ onSuccess: onClose }));
  return (
    <Modal
      opened={isOpen}
      onClose={onClose}
      title={t('messages:cancel.title', { name })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack gap="md">
        <Text>{t('messages:cancel.text', { count: counts.pending })}</Text>
        {cancel.error === null ? null : <Refusal error={cancel.error} />}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={onClose}>
            {t('messages:cancel.keep')}
          </Button>
          <Button color="red" disabled={cancel.isPending} onClick={() => cancel.mutate({ campaign })}>
            {t('messages:cancel.confirm')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
