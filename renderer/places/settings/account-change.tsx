import { Button, Group, Modal, NumberInput, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import { ZoneSelect } from './zone-select.tsx';

/** Name, zone and pace of an account. */
export function AccountChange({
  account,
  opened,
  onClose,
}: {
  readonly account: AccountView;
  readonly opened: boolean;
  readonly onClose: () => void;
}): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const before = { name: account.name, pageZone: account.pageZone, pacePerSecond: account.pacePerSecond };
  const form = useForm({
    initialValues: before,
    validate: { name: (name) => (name.trim() === '' ? t('accounts.change.needsName') : null) },
  });
  const change = useMutation(ask.accounts.change.mutationOptions());
  useEffect(() => {
    if (opened) form.setValues(before);
    // Only opening fills the form: what is typed stays when the account is read again meanwhile.
  }, [opened]);
  const save = (values: typeof before): void => {
    const told = { text: t('accounts.change.saved', { name: values.name }), undoWord: t('common:undo') };
    change.mutate(
      { account: account.id, ...values },
      {
        onSuccess: () => {
          onClose();
          showUndo({ ...told, undo: () => change.mutate({ account: account.id, ...before }) });
        },
      },
    );
  };
  return (
    <Modal opened={opened} onClose={onClose} title={t('accounts.change.title', { name: account.name })} centered>
      <form onSubmit={form.onSubmit(save)} noValidate>
        <Stack gap="md">
          <TextInput label={t('accounts.change.name')} maxLength={200} data-autofocus {...form.getInputProps('name')} />
          <ZoneSelect
            label={t('accounts.change.zone')}
            description={t('accounts.change.zoneText')}
            value={form.values.pageZone}
            onChange={(pageZone) => form.setFieldValue('pageZone', pageZone)}
          />
          <NumberInput
            label={t('accounts.change.pace')}
            description={t('accounts.change.paceText')}
            min={1}
            max={300}
            allowDecimal={false}
            clampBehavior="strict"
            {...form.getInputProps('pacePerSecond')}
          />
          {change.isError ? <Refusal error={change.error} /> : null}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common:cancel')}
            </Button>
            <Button type="submit" loading={change.isPending}>
              {t('common:save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
