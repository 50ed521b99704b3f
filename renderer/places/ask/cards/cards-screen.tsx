import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Sender } from '#shared/contract/messages.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { AskFrame } from '../ask-frame.tsx';
import { CardTable } from './card-table.tsx';
import { NewCard } from './new-card.tsx';

/** The cards that were saved, and how many people said yes to each. */
export function AskCardsScreen(): ReactElement {
  const cards = useQuery(ask.asks.cards.queryOptions({ input: { account: null } }));
  const senders = useQuery(ask.messages.senders.queryOptions({ input: {} }));
  const isBare = cards.data?.length === 0;
  const error = cards.error ?? senders.error;
  return (
    <AskFrame tab="cards" actions={isBare ? null : <NewCard senders={senders.data ?? []} />}>
      {error === null ? null : <Refusal error={error} retry={() => void cards.refetch()} />}
      {cards.data === undefined || senders.data === undefined ? null : (
        <Cards cards={cards.data} senders={senders.data} />
      )}
    </AskFrame>
  );
}

function Cards({
  cards,
  senders,
}: {
  readonly cards: readonly SavedCard[];
  readonly senders: readonly Sender[];
}): ReactElement {
  const { t } = useTranslation('ask');
  if (cards.length > 0) return <CardTable cards={cards} senders={senders} />;
  if (senders.length > 0) {
    return (
      <EmptyState title={t('cards.empty.title')} text={t('cards.empty.text')} action={<NewCard senders={senders} />} />
    );
  }
  return (
    <EmptyState
      title={t('cards.noAccount.title')}
      text={t('cards.noAccount.text')}
      action={
        <Button component={Link} to="/settings/connect">
          {t('cards.noAccount.connect')}
        </Button>
      }
    />
  );
}
