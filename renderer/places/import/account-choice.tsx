import { Button, Group, Paper, Radio, Stack, Title } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { ImportAccount } from '#shared/contract/imports.ts';
import type { Platform } from '#shared/domain/account.ts';
import type { GoImport, ImportAddress } from './import-address.ts';
import { UnconnectedForm } from './unconnected-form.tsx';

/** The choice of an account that is not there yet: a Page that is connected later, or the practice account. */
const [LATER, PRACTICE] = ['later', 'practice'] as const;

/** Whose people these are; an account that is missing is made on the spot, without any login. */
export function AccountChoice({
  start,
  address,
  go,
}: {
  readonly start: {
    readonly accounts: readonly ImportAccount[];
    readonly hereZone: string;
    readonly zones: readonly string[];
  };
  readonly address: ImportAddress;
  readonly go: GoImport;
}): ReactElement {
  const { t } = useTranslation(['import', 'common']);
  const { accounts } = start;
  const [choice, setChoice] = useState(address.account ?? accounts[0]?.id ?? LATER);
  const [page, setPage] = useState<{ name: string; platform: Platform; zone: string }>({
    name: '',
    platform: 'messenger',
    zone: start.hereZone,
  });
  const goOn = ({ id }: { readonly id: string }): void => go({ account: id, step: 'columns', prepared: null });
  const addLater = useMutation(ask.imports.addUnconnected.mutationOptions({ onSuccess: goOn }));
  const addPractice = useMutation(ask.imports.addPractice.mutationOptions({ onSuccess: goOn }));
  const isBusy = addLater.isPending || addPractice.isPending;
  const isNameMissing = choice === LATER && page.name.trim() === '';
  const submit = (): void => {
    if (choice === LATER) addLater.mutate(page);
    else if (choice === PRACTICE) addPractice.mutate({});
    else goOn({ id: choice });
  };
  const hasPractice = accounts.some(({ isPractice }) => isPractice);
  return (
    <Paper p="lg">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (!isNameMissing && !isBusy) submit();
        }}
      >
        <Stack gap="md">
          <Title order={2} size="h4">
            {t('account.title')}
          </Title>
          <Radio.Group value={choice} onChange={setChoice} aria-label={t('account.title')}>
            <Stack gap="sm">
              {accounts.map((account) => (
                <Radio key={account.id} value={account.id} label={account.name} description={kindOf(account, t)} />
              ))}
              <Radio value={LATER} label={t('account.later')} description={t('account.laterText')} />
              {hasPractice ? null : (
                <Radio value={PRACTICE} label={t('account.practice')} description={t('account.practiceText')} />
              )}
            </Stack>
          </Radio.Group>
          {choice === LATER ? <UnconnectedForm value={page} change={setPage} zones={start.zones} /> : null}
          {addLater.isError ? <Refusal error={addLater.error} /> : null}
          {addPractice.isError ? <Refusal error={addPractice.error} /> : null}
          <Group justify="flex-end">
            <Button type="submit" loading={isBusy} disabled={isNameMissing}>
              {t('common:next')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Paper>
  );
}

function kindOf(account: ImportAccount, t: ReturnType<typeof useTranslation<['import', 'common']>>['t']): string {
  if (account.isPractice) return t('common:practice');
  const platform = t(`platform.${account.platform}`);
  return account.isConnected ? platform : t('account.toConnect', { platform });
}
