import { Anchor, Select, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';

/** The cards of an account; `undefined` = not read yet. */
export function useCards(account: string): readonly SavedCard[] | undefined {
  return useQuery(ask.asks.cards.queryOptions({ input: { account } })).data;
}

/** Choosing the card people are asked with. */
export function CardChoice({
  cards,
  card,
  choose,
}: {
  readonly cards: readonly SavedCard[];
  /** `null` = none is chosen. */
  readonly card: string | null;
  readonly choose: (card: string | null) => void;
}): ReactElement {
  const { t } = useTranslation('ask-people');
  if (cards.length === 0) {
    return (
      <Text size="sm">
        {t('card.none')}{' '}
        <Anchor size="sm" underline="always" renderRoot={(props) => <Link to="/ask" {...props} />}>
          {t('card.make')}
        </Anchor>
      </Text>
    );
  }
  return (
    <Select
      label={t('card.label')}
      placeholder={t('card.choose')}
      data={cards.map(({ id, name }) => ({ value: id, label: name }))}
      value={card}
      onChange={choose}
      searchable
      miw={260}
    />
  );
}
