import { Alert, Button, Group, List, Modal, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { BackupView } from '#shared/contract/data.ts';

/** Asks for a typed word before a backup takes the place of everything, and says what that means. */
export function RestoreDialog({
  backup,
  canRestart,
  onClose,
}: {
  /** `null` = closed. */
  readonly backup: BackupView | null;
  readonly canRestart: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation('settings');
  const tell = useMomentWords();
  return (
    <Modal
      opened={backup !== null}
      onClose={onClose}
      size="lg"
      centered
      title={backup === null ? '' : t('restore.title', { time: tell(backup.written) })}
    >
      {backup === null ? null : <RestoreForm backup={backup} canRestart={canRestart} onClose={onClose} />}
    </Modal>
  );
}

function RestoreForm({
  backup,
  canRestart,
  onClose,
}: {
  readonly backup: BackupView;
  readonly canRestart: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const [typed, setTyped] = useState('');
  const word = t('restore.word');
  const restore = useMutation({
    mutationFn: async () => {
      await engine.data.prepareRestore({ name: backup.name });
      if (canRestart) await engine.data.restart({});
    },
    onSuccess: onClose,
  });
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (typed.trim() === word && !restore.isPending) restore.mutate();
      }}
    >
      <Stack gap="md">
        <List size="sm" spacing={6}>
          <List.Item>{t('restore.replaces')}</List.Item>
          <List.Item>{t('restore.waits')}</List.Item>
          <List.Item>{t('restore.stops')}</List.Item>
        </List>
        {canRestart ? null : <Alert color="blue">{t('restore.later')}</Alert>}
        <TextInput
          label={t('restore.type', { word })}
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value)}
          autoComplete="off"
          data-autofocus
        />
        {restore.isError ? <Refusal error={restore.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            {t('common:cancel')}
          </Button>
          <Button type="submit" color="red" disabled={typed.trim() !== word} loading={restore.isPending}>
            {canRestart ? t('restore.now') : t('restore.prepare')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}
