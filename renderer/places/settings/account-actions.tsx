import { ActionIcon, Button, Group, Menu } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import { AccountChange } from './account-change.tsx';
import { AccountRemove } from './account-remove.tsx';
import type { FillingNames } from './fill-names.tsx';

/** What a person can do about an account. */
export function AccountActions({
  account,
  isChecking,
  onCheck,
  names,
}: {
  readonly account: AccountView;
  readonly isChecking: boolean;
  readonly onCheck: () => void;
  readonly names: FillingNames;
}): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  const navigate = useNavigate();
  const [isChanging, changing] = useDisclosure(false);
  const [isRemoving, removing] = useDisclosure(false);
  const pause = useMutation(ask.accounts.pause.mutationOptions());
  const resume = useMutation(ask.accounts.resume.mutationOptions());
  const one = { account: account.id };
  const stop = (): void => {
    const told = { text: t('accounts.stopped', { name: account.name }), undoWord: t('common:undo') };
    pause.mutate(one, { onSuccess: () => showUndo({ ...told, undo: () => resume.mutate(one) }) });
  };
  return (
    <Group gap="xs">
      {account.state === 'active' ? null : (
        <Button size="xs" loading={resume.isPending} onClick={() => resume.mutate(one)}>
          {t('accounts.sendAgain')}
        </Button>
      )}
      <Button size="xs" variant="default" loading={isChecking} disabled={account.key === 'missing'} onClick={onCheck}>
        {t('accounts.check.button')}
      </Button>
      <Menu position="bottom-end" withinPortal>
        <Menu.Target>
          <ActionIcon variant="default" size={30} aria-label={t('accounts.more', { name: account.name })}>
            <IconDots size={16} aria-hidden />
          </ActionIcon>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Item onClick={changing.open}>{t('accounts.change.button')}</Menu.Item>
          {account.isPractice ? null : (
            <Menu.Item onClick={() => void navigate({ to: '/settings/connect', search: { account: account.id } })}>
              {t('accounts.newKey')}
            </Menu.Item>
          )}
          <Menu.Item
            disabled={account.key === 'missing' || names.state.kind === 'working'}
            onClick={() => names.start(one)}
          >
            {t('names.button')}
          </Menu.Item>
          {account.state === 'active' ? (
            <Menu.Item disabled={pause.isPending} onClick={stop}>
              {t('accounts.stop')}
            </Menu.Item>
          ) : null}
          <Menu.Item onClick={removing.open}>{t('accounts.remove.button')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <AccountChange account={account} opened={isChanging} onClose={changing.close} />
      <AccountRemove account={account} opened={isRemoving} onClose={removing.close} />
    </Group>
  );
}
