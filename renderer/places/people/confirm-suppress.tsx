import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** Asks before many people are never messaged again: planned messages to them do not come back with the undo. */
export function ConfirmSuppress({
  isOpen,
  close,
  count,
  confirm,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly count: number;
  readonly confirm: () => void;
}): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('suppress.title', { count })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text>{t('suppress.text')}</Text>
        <Group justify="flex-end">
          <Button variant="default" onClick={close} data-autofocus>
            {t('common:cancel')}
          </Button>
          <Button color="red" onClick={confirm}>
            {t('action.suppress')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
