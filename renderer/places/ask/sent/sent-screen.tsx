import { Button, Group, Stack, Text } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { RequestRow } from '#shared/contract/ask-answers.ts';
import { AccountTab, type AccountTabProps } from '../parts/account-tab.tsx';
import { useCards } from '../parts/card-choice.tsx';
import { LedgerTable } from './ledger-table.tsx';
import { UncertainCards } from './uncertain-cards.tsx';

/** Cards fetched at a time. */
const PAGE = 50;

/** The ledger of cards: to whom, with what, what became of each. */
export function AskSentScreen(): ReactElement {
  return <AccountTab tab="sent" content={Content} />;
}

function Content({ account, choice, address }: AccountTabProps): ReactElement | null {
  const { t } = useTranslation('ask-sent');
  const person = address.search.person ?? null;
  const cards = useCards(account.id) ?? [];
  const read = useInfiniteQuery({
    ...ask.asks.ledger.infiniteOptions({
      input: (after: number | null) => ({ account: account.id, person, after, limit: PAGE }),
      initialPageParam: null as number | null, // the first page
      getNextPageParam: ({ after }) => after,
    }),
    placeholderData: keepPreviousData,
  });
  const refusal = read.error === null ? null : <Refusal error={read.error} retry={() => void read.refetch()} />;
  if (read.data === undefined) return refusal;
  const rows = read.data.pages.flatMap((page) => page.rows);
  if (rows.length === 0 && person === null) {
    return (
      <Stack>
        {refusal}
        {choice}
        <UncertainCards account={account.id} />
        <EmptyState
          title={t('empty.title')}
          text={t('empty.text')}
          action={<Button renderRoot={(props) => <Link to="/ask/who" {...props} />}>{t('empty.who')}</Button>}
        />
      </Stack>
    );
  }
  return (
    <Stack gap="lg">
      {refusal}
      <Text c="dimmed" maw={760}>
        {t('lead')}
      </Text>
      <Group align="flex-end">{choice}</Group>
      {person === null ? null : <OnlyOf rows={rows} clear={() => address.go({ person: undefined })} />}
      <UncertainCards account={account.id} />
      {rows.length === 0 ? <Text>{t('nothing')}</Text> : <LedgerTable account={account.id} rows={rows} cards={cards} />}
      {read.hasNextPage ? (
        <Group>
          <Button variant="default" loading={read.isFetchingNextPage} onClick={() => void read.fetchNextPage()}>
            {t('more')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

function OnlyOf({ rows, clear }: { readonly rows: readonly RequestRow[]; readonly clear: () => void }): ReactElement {
  const { t } = useTranslation(['ask-sent', 'common']);
  const [first] = rows;
  const name = first === undefined ? t('common:unnamed') : (first.name ?? `${t('common:unnamed')} ${first.shortId}`);
  return (
    <Group gap="sm">
      <Text size="sm">{t('ask-sent:only.text', { name })}</Text>
      <Button size="compact-sm" variant="default" leftSection={<IconX size={14} aria-hidden />} onClick={clear}>
        {t('ask-sent:only.all')}
      </Button>
    </Group>
  );
}
