import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { dayText } from '#renderer/parts/day-format.ts';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';
import type { Sender } from '#shared/contract/messages.ts';
import { emptyCard } from '../editor/card-content.ts';

/** Begins a card and opens it; where there are several accounts, asks for which one. */
export function NewCard({ senders }: { readonly senders: readonly Sender[] }): ReactElement {
  const { t, i18n } = useTranslation('ask');
  const navigate = useNavigate();
  const refuse = useRefusalNotice();
  const save = useMutation(
    ask.asks.save.mutationOptions({
      onSuccess: ({ id }) => void navigate({ to: '/ask/cards/$card', params: { card: id } }),
      onError: refuse,
    }),
  );
  const begin = async (account: string): Promise<void> => {
    const { now } = await engine.about.read({});
    const name = t('cards.newName', { day: dayText(now.here.local, i18n.language) });
    save.mutate({ id: null, account, name, card: emptyCard(), followUps: [], version: null });
  };
  const icon = <IconPlus size={16} aria-hidden />;
  const [only, ...others] = senders;
  if (only === undefined || others.length === 0) {
    return (
      <Button
        leftSection={icon}
        disabled={save.isPending || only === undefined}
        onClick={() => (only === undefined ? undefined : void begin(only.account).catch(refuse))}
      >
        {t('cards.new')}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={icon} disabled={save.isPending}>
          {t('cards.new')}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t('cards.newFrom')}</Menu.Label>
        {senders.map(({ account, name }) => (
          <Menu.Item key={account} onClick={() => void begin(account).catch(refuse)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
