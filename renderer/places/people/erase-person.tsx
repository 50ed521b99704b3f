import { Button, Group, Modal, Stack, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Person } from '#shared/contract/person.ts';
import { isNameTyped, nameToType } from '#shared/domain/name-to-type.ts';

/** Erases a person for good, once their name is typed. */
export function ErasePerson({
  person,
  isOpen,
  close,
  erased,
}: {
  readonly person: Person;
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly erased: () => void;
}): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const [typed, setTyped] = useState('');
  const wanted = nameToType(person.name, person.metaId);
  const erase = useMutation(
    ask.people.erase.mutationOptions({
      onSuccess: ({ receipt, backups }) => {
        close();
        erased();
        notifications.show({
          autoClose: false,
          title: t('erase.done', { receipt }),
          message: backups === 0 ? t('erase.noBackup') : t('erase.inBackups', { count: backups }),
        });
      },
    }),
  );
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('erase.title')}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!erase.isPending) erase.mutate({ person: person.id, typed });
        }}
      >
        <Stack>
          <Text>{t('erase.text')}</Text>
          <TextInput
            label={t('erase.type', { name: wanted })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
          {erase.error === null ? null : <Refusal error={erase.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={close}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" color="red" loading={erase.isPending} disabled={!isNameTyped(typed, wanted)}>
              {t('action.erase')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
