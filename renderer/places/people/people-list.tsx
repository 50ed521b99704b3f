import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import { GoTo } from './go-to.tsx';
import { NO_FILTER, type PeopleAddress } from './people-address.ts';
import { PeopleTable } from './people-table.tsx';
import { PeopleToolbar } from './people-toolbar.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { isEmpty, type PeopleWindow } from './use-people-pages.ts';
import { usePeopleSelection } from './use-people-selection.ts';
import { usePeopleWork } from './use-people-work.tsx';
import { usePersonWords } from './use-person-words.ts';

/** People who fit the filter: how many, who is selected, and the table. */
export function PeopleList({
  address,
  loaded,
  now,
}: {
  readonly address: PeopleAddress;
  readonly loaded: PeopleWindow;
  readonly now: Moment;
}): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const { filter, sort, go } = address;
  const { data: counted, isPlaceholderData: isOldCount } = useQuery({
    ...ask.people.count.queryOptions({ input: { filter } }),
    placeholderData: keepPreviousData,
  });
  // What is shown of the question before this one can be read, but nobody is chosen by it.
  const fitting = isOldCount ? null : (counted?.count ?? null);
  const selection = usePeopleSelection(filter, loaded.isBehind ? null : loaded.rows, fitting);
  const work = usePeopleWork();
  return (
    <Stack gap="sm">
      <PeopleToolbar address={address} />
      {loaded.isPreparing ? (
        <Alert variant="light" role="status">
          {t('preparing')}
        </Alert>
      ) : null}
      <Group justify="space-between" gap="xs">
        <CountText counted={counted ?? null} isFiltered={address.isFiltered} />
        <GoTo sort={sort} jumpTo={loaded.jumpTo} />
      </Group>
      <SelectionBar selection={selection} fitting={fitting} sort={sort} work={work} />
      {isEmpty(loaded) ? (
        <EmptyState
          title={t('nobody.title')}
          text={t('nobody.text')}
          action={<Button onClick={() => go(NO_FILTER)}>{t('filter.clear')}</Button>}
        />
      ) : null}
      {loaded.rows.length === 0 ? null : (
        <PeopleTable
          loaded={loaded}
          count={counted?.count ?? null}
          sort={sort}
          onSort={(chosen) => go(sortAddress(chosen))}
          selection={selection}
          now={now}
        />
      )}
    </Stack>
  );
}

/** The usual sort is not said in the address. */
function sortAddress({ by, direction }: PeopleAddress['sort']): Parameters<PeopleAddress['go']>[0] {
  return { sort: by === 'name' ? undefined : by, falling: direction === 'falling' ? true : undefined };
}

function CountText({
  counted,
  isFiltered,
}: {
  readonly counted: { readonly count: number; readonly isExact: boolean } | null;
  readonly isFiltered: boolean;
}): ReactElement {
  const { t } = useTranslation('people');
  const { number } = usePersonWords();
  if (counted === null) return <Text size="sm">{'\u00A0'}</Text>;
  const { count, isExact } = counted;
  const text = isFiltered ? t('count.found', { count }) : t('count.all', { count });
  return (
    <Text size="sm" role="status">
      {isExact ? text : t('count.about', { count: number(count) })}
    </Text>
  );
}
