import { Box, Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { AskAddress } from '../ask-address.ts';

/** Shows a tab for one account: the one of the address, else the first. Where there is none, the way to one. */
export function AskAccount({
  address,
  children,
}: {
  readonly address: AskAddress;
  readonly children: (account: AccountView, choice: ReactNode) => ReactNode;
}): ReactNode {
  const { t } = useTranslation(['ask-people', 'common']);
  const read = useQuery(ask.accounts.list.queryOptions({ input: {} }));
  const refusal = read.error === null ? null : <Refusal error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return refusal;
  const { accounts } = read.data;
  const account = accounts.find(({ id }) => id === address.search.account) ?? accounts[0];
  if (account === undefined) {
    return (
      <EmptyState
        title={t('ask-people:noAccount.title')}
        text={t('ask-people:noAccount.text')}
        action={
          <Button renderRoot={(props) => <Link to="/settings/connect" {...props} />}>
            {t('common:places.connect')}
          </Button>
        }
      />
    );
  }
  // What is shown and typed below stays, whatever became of reading the accounts once more.
  return (
    <>
      {refusal === null ? null : <Box mb="md">{refusal}</Box>}
      {children(account, <AccountChoice accounts={accounts} account={account} address={address} />)}
    </>
  );
}

function AccountChoice({
  accounts,
  account,
  address,
}: {
  readonly accounts: readonly AccountView[];
  readonly account: AccountView;
  readonly address: AskAddress;
}): ReactElement | null {
  const { t } = useTranslation('ask-people');
  if (accounts.length < 2) return null;
  return (
    <Select
      label={t('account')}
      data={accounts.map(({ id, name }) => ({ value: id, label: name }))}
      value={account.id}
      allowDeselect={false}
      onChange={(value) => address.go({ account: value ?? undefined, card: undefined, person: undefined })}
    />
  );
}
