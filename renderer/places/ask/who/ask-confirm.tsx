import { Anchor, Button, Group, List, Modal, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { showUndo } from '#renderer/parts/show-undo.tsx';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { PlannedCards } from '#shared/contract/ask-answers.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { CardAsNow } from '../parts/card-as-now.tsx';
import { isCardChanged, LookAnew } from '../parts/look-anew.tsx';
import type { Looked } from './ask-bar.tsx';
import { peopleOf } from './whom.ts';

/** Says who is asked with what before anything is planned. */
export function AskConfirm({
  isOpen,
  close,
  account,
  looked: { card, isAnew, whom },
  lookAnew,
  done,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
  readonly account: AccountView;
  /** Card and people as they were when this opened: a card that another window changed since is refused. */
  readonly looked: Looked;
  /** Gets the card as it is now, after such a refusal. */
  readonly lookAnew: (card: SavedCard) => void;
  readonly done: (result: PlannedCards) => void;
}): ReactElement {
  const { t } = useTranslation(['ask-people', 'common']);
  const onError = useRefusalNotice();
  const tally = useQuery(ask.asks.tally.queryOptions({ input: { account: account.id } })).data;
  const count = whom.kind === 'all' ? (tally?.open ?? 0) : whom.people.length;
  const send = useMutation(
    ask.asks.send.mutationOptions({
      onSuccess: (result) => {
        const { planned, requests } = result;
        done(result);
        if (planned === 0) notifications.show({ message: t('ask-people:ask.nobody') });
        else {
          showUndo({
            text: t('ask-people:ask.done', { count: planned }),
            undoWord: t('common:undo'),
            undo: () =>
              void engine.asks
                .cancel({ account: account.id, requests })
                .then(({ cancelled }) =>
                  notifications.show({ message: t('ask-people:ask.undone', { count: cancelled }) }),
                )
                .catch(onError),
          });
        }
      },
    }),
  );
  const isChanged = isCardChanged(send.error);
  return (
    <Modal
      opened={isOpen}
      onClose={close}
      title={t('ask-people:confirm.title', { count })}
      closeButtonProps={{ 'aria-label': t('common:close') }}
    >
      <Stack>
        <Text style={{ overflowWrap: 'anywhere' }}>
          {t('ask-people:confirm.card', { name: card.name, account: account.name })}{' '}
          <Anchor
            inherit
            underline="always"
            renderRoot={(props) => <Link to="/ask/cards/$card" params={{ card: card.id }} {...props} />}
          >
            {t('ask-people:confirm.look')}
          </Anchor>
        </Text>
        {isAnew ? <CardAsNow account={account} card={card} /> : null}
        <HowAsked />
        {send.error === null ? null : <Refusal error={send.error} />}
        {isChanged ? <LookAnew account={account.id} card={card.id} look={lookAnew} /> : null}
        <Group justify="flex-end">
          <Button variant="default" data-autofocus onClick={close}>
            {t('common:cancel')}
          </Button>
          <Button
            loading={send.isPending}
            disabled={isChanged}
            onClick={() => send.mutate({ card: card.id, version: card.version, people: peopleOf(whom) })}
          >
            {t('ask-people:confirm.ask')}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

function HowAsked(): ReactElement {
  const { t } = useTranslation('ask-people');
  return (
    <List size="sm" spacing={4}>
      <List.Item>{t('confirm.order')}</List.Item>
      <List.Item>{t('confirm.leftOut')}</List.Item>
      <List.Item>{t('confirm.hours')}</List.Item>
    </List>
  );
}
