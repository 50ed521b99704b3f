import { Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { AccountsView, AccountView, Connected } from '#shared/contract/accounts.ts';
import { ConnectFields } from './connect-fields.tsx';
import { ConnectRefused } from './connect-refused.tsx';
import { type ConnectValues, connectInput, connectValues, useConnectChecks } from './connect-values.ts';

/** The key and what belongs to it; asks Meta before anything is stored. */
export function ConnectForm({
  account,
  keys,
  zone,
  onDone,
}: {
  /** The account that gets its key; `null` = a new one. */
  readonly account: AccountView | null;
  readonly keys: AccountsView['keys'];
  /** Guessed for the Page. */
  readonly zone: string;
  readonly onDone: (done: Extract<Connected, { readonly kind: 'connected' }>) => void;
}): ReactElement {
  const { t } = useTranslation('connect');
  const form = useForm<ConnectValues>({
    initialValues: connectValues(account, zone),
    validate: useConnectChecks(),
  });
  const connect = useMutation(
    ask.accounts.connect.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind === 'connected') onDone(answer);
      },
    }),
  );
  const test = (evenSo: boolean): void => connect.mutate(connectInput(form.values, account?.id ?? null, evenSo));
  const refused = connect.data?.kind === 'refused' ? connect.data : null;
  return (
    <Paper p="lg">
      <form onSubmit={form.onSubmit(() => test(false))} noValidate autoComplete="off">
        <Stack gap="md">
          <ConnectFields form={form} keys={keys} />
          <div aria-live="polite">
            {connect.isPending ? <Text size="sm">{t('asking')}</Text> : null}
            {refused === null || connect.isPending ? null : (
              <ConnectRefused refused={refused} onEvenSo={() => test(true)} />
            )}
            {connect.isError ? <Refusal error={connect.error} /> : null}
          </div>
          <Group justify="flex-end">
            <Button type="submit" loading={connect.isPending}>
              {t('connect')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}
