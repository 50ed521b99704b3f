import { Alert, Button, Group, Stack } from '@mantine/core';
import { IconPlugConnected, IconShieldQuestion } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { AccountCard } from './account-card.tsx';
import { NamesPart } from './names-part.tsx';

/** The senders, each with how it stands. */
export function AccountsSection(): ReactElement | null {
  const { t } = useTranslation('settings');
  const asked = useQuery(ask.accounts.list.queryOptions({ input: {} }));
  if (asked.isError) return <Refusal error={asked.error} retry={() => void asked.refetch()} />;
  if (asked.data === undefined) return null;
  const { accounts, waitsBecause } = asked.data;
  const connect = (
    <Button component={Link} to="/settings/connect" leftSection={<IconPlugConnected size={18} aria-hidden />}>
      {t('accounts.connect')}
    </Button>
  );
  if (accounts.length === 0) {
    return <EmptyState title={t('accounts.empty.title')} text={t('accounts.empty.text')} action={connect} />;
  }
  return (
    <Stack gap="md">
      {waitsBecause === null ? null : (
        <Alert color="yellow" icon={<IconShieldQuestion aria-hidden />} title={t('accounts.waits.title')}>
          {t('accounts.waits.text', { because: t(`accounts.waits.${waitsBecause}`) })}
        </Alert>
      )}
      {accounts.map((account) => (
        <AccountCard key={account.id} account={account} />
      ))}
      <NamesPart />
      <Group>{connect}</Group>
    </Stack>
  );
}
