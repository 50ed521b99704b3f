import { Badge, Collapse, Divider, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import { AccountActions } from './account-actions.tsx';
import { AccountFacts } from './account-facts.tsx';
import { AccountReading } from './account-reading.tsx';
import { AccountState } from './account-state.tsx';
import { CheckFindings } from './check-findings.tsx';
import { type FillingNames, FillNamesState } from './fill-names.tsx';

/** One sender: its name, whether it sends and why not, what it may do, and what can be done about it. */
export function AccountCard({ account }: { readonly account: AccountView }): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const [isChecking, setChecking] = useState(false);
  const checked = useQuery({
    ...ask.accounts.check.queryOptions({ input: { account: account.id } }),
    enabled: isChecking,
    // Meta is asked when a person asks, never because a fact says that something changed here.
    staleTime: Number.POSITIVE_INFINITY,
  });
  const check = (): void => {
    if (isChecking) void checked.refetch();
    setChecking(true);
  };
  const names: FillingNames = useLongWork((input, signal) => engine.accounts.fillNames(input, { signal }));
  return (
    <Paper p="lg" component="section" aria-labelledby={`account-${account.id}`}>
      <Stack gap="md">
        <Group justify="space-between" align="flex-start" gap="sm">
          <Stack gap={2} miw={0} flex="1 1 260px">
            <Group gap="xs">
              <Title order={2} size="h4" id={`account-${account.id}`} textWrap="balance">
                {account.name}
              </Title>
              {account.isPractice ? <Badge color="gray">{t('common:practice')}</Badge> : null}
            </Group>
            <Text size="sm" c="dimmed">
              {t(`accounts.platform.${account.platform}`)}
            </Text>
          </Stack>
          <AccountActions account={account} isChecking={checked.isFetching} onCheck={check} names={names} />
        </Group>
        <AccountState account={account} />
        <Divider />
        <AccountFacts account={account} />
        <AccountReading account={account} />
        <FillNamesState work={names} />
        <Collapse expanded={isChecking}>
          <div aria-live="polite">
            {checked.isFetching ? <Text size="sm">{t('accounts.check.asking')}</Text> : null}
            {checked.isError && !checked.isFetching ? <Refusal error={checked.error} retry={check} /> : null}
            {checked.data !== undefined && !checked.isFetching ? (
              <CheckFindings findings={checked.data.findings} />
            ) : null}
          </div>
        </Collapse>
      </Stack>
    </Paper>
  );
}
