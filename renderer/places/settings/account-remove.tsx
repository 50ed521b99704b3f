import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';

/** Removes an account that was never used; else says why it stays and what to do instead. */
export function AccountRemove({
  account,
  opened,
  onClose,
}: {
  readonly account: AccountView;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const remove = useMutation(ask.accounts.remove.mutationOptions({ onSuccess: onClose }));
  return (
    <Modal opened={opened} onClose={onClose} title={t('accounts.remove.title', { name: account.name })} centered>
      <Stack gap="md">
        <Text>{account.canRemove ? t('accounts.remove.text') : t('accounts.remove.cannot')}</Text>
        {remove.isError ? <Refusal error={remove.error} /> : null}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose} data-autofocus>
            {account.canRemove ? t('common:cancel') : t('common:close')}
          </Button>
          {account.canRemove ? (
            <Button color="red" loading={remove.isPending} onClick={() => remove.mutate({ account: account.id })}>
              {t('accounts.remove.confirm')}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Modal>
  );
}
