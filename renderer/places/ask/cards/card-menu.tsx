import { ActionIcon, Menu } from '@mantine/core';
import { IconArchive, IconCopy, IconDots } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';
import { LONGEST_NAME } from '#shared/contract/message-draft.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { copyOf } from '../editor/card-content.ts';

/** What can be done with a card of the list. */
export function CardMenu({ card: saved }: { readonly card: SavedCard }): ReactElement {
  const { t } = useTranslation(['ask', 'common']);
  const navigate = useNavigate();
  const onError = useRefusalNotice();
  const { id, account, name, card, followUps } = saved;
  const duplicate = useMutation(
    ask.asks.save.mutationOptions({
      onError,
      onSuccess: (copy) => void navigate({ to: '/ask/cards/$card', params: { card: copy.id } }),
    }),
  );
  const putAway = useMutation(
    ask.asks.remove.mutationOptions({
      onError,
      onSuccess: () =>
        showUndo({
          text: t('ask:cards.putAwayDone', { name }),
          undoWord: t('common:undo'),
          undo: () => void engine.asks.remove({ id, isRemoved: false }).catch(onError),
        }),
    }),
  );
  const copyName = t('ask:cards.copyName', { name }).slice(0, LONGEST_NAME);
  const isBusy = duplicate.isPending || putAway.isPending;
  return (
    <Menu position="bottom-end" returnFocus>
      <Menu.Target>
        <ActionIcon variant="subtle" aria-label={t('ask:cards.menuOf', { name })}>
          <IconDots size={18} aria-hidden />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Item
          leftSection={<IconCopy size={16} aria-hidden />}
          disabled={isBusy}
          onClick={() =>
            duplicate.mutate({ id: null, account, name: copyName, card: copyOf(card), followUps, version: null })
          }
        >
          {t('ask:cards.duplicate')}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconArchive size={16} aria-hidden />}
          disabled={isBusy}
          onClick={() => putAway.mutate({ id, isRemoved: true })}
        >
          {t('ask:cards.putAway')}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
