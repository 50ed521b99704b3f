import { Button, Grid, Stack } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useSearch } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSettings } from '#renderer/app/use-settings.ts';
import { ask } from '#renderer/client/engine-client.ts';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Connected } from '#shared/contract/accounts.ts';
import { ConnectDone } from './connect-done.tsx';
import { ConnectForm } from './connect-form.tsx';
import { ForwardText } from './forward-text.tsx';
import { KeyGuide } from './key-guide.tsx';
import { MetaNotice } from './meta-notice.tsx';

type Done = Extract<Connected, { readonly kind: 'connected' }>;

/** Connects a Page or an Instagram account by its Page key; with an account in the address, gives that one its key. */
export function ConnectScreen(): ReactElement | null {
  const { t } = useTranslation('connect');
  const { account: wanted } = useSearch({ from: '/settings/connect' });
  const accounts = useQuery(ask.accounts.list.queryOptions({ input: {} }));
  const { answer } = useSettings();
  const [done, setDone] = useState<Done | null>(null);
  if (accounts.isError) return <Refusal error={accounts.error} retry={() => void accounts.refetch()} />;
  if (accounts.data === undefined || answer === undefined) return null;
  const account = accounts.data.accounts.find(({ id, isPractice }) => id === wanted && !isPractice) ?? null;
  return (
    <Page
      title={account === null ? t('title') : t('titleFor', { name: account.name })}
      lead={t('lead')}
      actions={
        <Button component={Link} to="/settings" variant="subtle" leftSection={<IconArrowLeft size={18} aria-hidden />}>
          {t('back')}
        </Button>
      }
    >
      {done === null ? (
        <Grid gap="xl">
          <Grid.Col span={{ base: 12, lg: 7 }}>
            <ConnectForm
              key={account?.id ?? 'new'}
              account={account}
              keys={accounts.data.keys}
              zone={answer.here.here.zone}
              onDone={setDone}
            />
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 5 }}>
            <Stack gap="md">
              <MetaNotice />
              <KeyGuide />
              <ForwardText />
            </Stack>
          </Grid.Col>
        </Grid>
      ) : (
        <ConnectDone done={done} />
      )}
    </Page>
  );
}
