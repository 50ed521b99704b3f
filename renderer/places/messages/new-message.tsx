import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { dayText } from '#renderer/parts/day-format.ts';
import type { Sender } from '#shared/contract/messages.ts';
import { useRefusalNotice } from './use-refusal-notice.tsx';

/** Begins a message and opens it; where there are several accounts, asks from which one. */
export function NewMessage({ senders }: { readonly senders: readonly Sender[] }): ReactElement {
  const { t, i18n } = useTranslation('messages');
  const navigate = useNavigate();
  const refuse = useRefusalNotice();
  const create = useMutation(
    ask.messages.create.mutationOptions({
      onSuccess: ({ campaign }) => void navigate({ to: '/messages/$campaign', params: { campaign } }),
      onError: refuse,
    }),
  );
  const begin = async (account: string | null): Promise<void> => {
    const { now } = await engine.about.read({});
    create.mutate({ account, name: t('newName', { day: dayText(now.here.local, i18n.language) }) });
  };
  const icon = <IconPlus size={16} aria-hidden />;
  if (senders.length < 2) {
    return (
      <Button
        leftSection={icon}
        disabled={create.isPending}
        onClick={() => void begin(senders[0]?.account ?? null).catch(refuse)}
      >
        {t('list.new')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={icon} disabled={create.isPending}>
          {t('list.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('list.newFrom')}</Menu.Label>
        {senders.map(({ account, name }) => (
          <Menu.Item key={account} onClick={() => void begin(account).catch(refuse)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
