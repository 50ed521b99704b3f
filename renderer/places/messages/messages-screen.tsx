import { Button, Group, SegmentedControl, Stack, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { MESSAGE_GROUPS, type MessageGroup, type MessageLine } from '#shared/contract/messages.ts';
import { MessageTable } from './message-table.tsx';
import { NewMessage } from './new-message.tsx';
import { useListAddress } from './use-list-address.ts';

/** Messages of one reading of the list. */
const PAGE = 50;
/** Quiet after the last key before the list is searched, in ms: it is on this computer (Sundial's choice). */
const SEARCH_AFTER_MS = 150;

/** All messages: what they are called, how far they are, and what can be done with each. */
export function MessagesScreen(): ReactElement {
  const { t } = useTranslation('messages');
  const [{ group, search: kept }, remember] = useListAddress();
  const [text, setText] = useState(kept);
  const [search] = useDebouncedValue(text, SEARCH_AFTER_MS);
  const list = useMessages(group, search);
  const senders = useQuery(ask.messages.senders.queryOptions({ input: {} }));
  const rows = list.data?.pages.flatMap((page) => page.rows) ?? null;
  const isNarrowed = group !== 'all' || search !== '';
  const isBare = rows?.length === 0 && !isNarrowed;
  const fresh = <NewMessage senders={senders.data ?? []} />;
  return (
    <Page title={t('title')} lead={t('lead')} actions={isBare ? null : fresh}>
      {isBare ? null : (
        <Group gap="md">
          <SegmentedControl
            aria-label={t('list.show')}
            value={group}
            data={MESSAGE_GROUPS.map((one) => ({ value: one, label: t(`list.group.${one}`) }))}
            onChange={(chosen) => remember({ group: MESSAGE_GROUPS.find((one) => one === chosen) ?? 'all' })}
          />
          <TextInput
            aria-label={t('list.search')}
            placeholder={t('list.search')}
            leftSection={<IconSearch size={16} aria-hidden />}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value);
              remember({ search: event.currentTarget.value });
            }}
            flex="1 1 200px"
            maw={320}
          />
        </Group>
      )}
      {list.error === null ? null : <Refusal error={list.error} retry={() => void list.refetch()} />}
      {rows === null ? null : (
        <Rows
          rows={rows}
          isBare={isBare}
          fresh={fresh}
          onAll={() => {
            setText('');
            remember({ group: 'all', search: '' });
          }}
        />
      )}
      {list.hasNextPage ? (
        <Group justify="center">
          <Button variant="default" disabled={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {t('list.more')}
          </Button>
        </Group>
      ) : null}
    </Page>
  );
}

function useMessages(group: MessageGroup, search: string) {
  return useInfiniteQuery(
    ask.messages.list.infiniteOptions({
      input: (after: string | null) => ({ group, search, after, limit: PAGE }),
      initialPageParam: null,
      getNextPageParam: (page) => page.next,
      placeholderData: keepPreviousData,
    }),
  );
}

function Rows({
  rows,
  isBare,
  fresh,
  onAll,
}: {
  readonly rows: readonly MessageLine[];
  /** There is no message at all. */
  readonly isBare: boolean;
  readonly fresh: ReactElement;
  readonly onAll: () => void;
}): ReactElement {
  const { t } = useTranslation('messages');
  if (rows.length > 0) {
    return (
      <Stack gap="md">
        <MessageTable rows={rows} />
      </Stack>
    );
  }
  if (isBare) return <EmptyState title={t('list.empty.title')} text={t('list.empty.text')} action={fresh} />;
  return (
    <EmptyState
      title={t('list.none.title')}
      text={t('list.none.text')}
      action={
        <Button variant="default" onClick={onAll}>
          {t('list.none.all')}
        </Button>
      }
    />
  );
}
