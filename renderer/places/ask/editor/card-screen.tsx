import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { CardEditor } from './card-editor.tsx';

/** One card: its editor; what was put away is not here any more. */
export function AskCardScreen(): ReactElement {
  const { t } = useTranslation('ask-card');
  const { card: id } = useParams({ from: '/ask/cards/$card' });
  const cards = useQuery(ask.asks.cards.queryOptions({ input: { account: null } }));
  const senders = useQuery(ask.messages.senders.queryOptions({ input: {} }));
  const card = cards.data?.find((one) => one.id === id);
  if (card !== undefined && senders.data !== undefined) {
    const sender = senders.data.find(({ account }) => account === card.account);
    return <CardEditor key={id} card={card} sender={sender ?? { name: card.account, platform: 'messenger' }} />;
  }
  const error = cards.error ?? senders.error;
  const isGone = cards.data !== undefined && card === undefined;
  return (
    <Page title={t('editor.title')}>
      {error === null ? null : <Refusal error={error} retry={() => void cards.refetch()} />}
      {isGone ? (
        <EmptyState
          title={t('gone.title')}
          text={t('gone.text')}
          action={
            <Button component={Link} to="/ask">
              {t('gone.all')}
            </Button>
          }
        />
      ) : null}
    </Page>
  );
}
