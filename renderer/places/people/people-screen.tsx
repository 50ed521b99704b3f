import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { IconClockExclamation, IconFileImport } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import { GoTo } from './go-to.tsx';
import { NO_FILTER, type PeopleAddress, usePeopleAddress } from './people-address.ts';
import { PeopleTable } from './people-table.tsx';
import { PeopleToolbar } from './people-toolbar.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { SelectionBar } from './selection-bar.tsx';
import { useNow } from './use-now.ts';
import { type PeopleWindow, usePeoplePages } from './use-people-pages.ts';
import { usePeopleSelection } from './use-people-selection.ts';
import { usePeopleWork } from './use-people-work.tsx';
import { usePersonWords } from './use-person-words.ts';

/** Everybody who may be messaged: found, sorted, looked at, changed (issue 3, People). */
export function PeopleScreen(): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const address = usePeopleAddress();
  const loaded = usePeoplePages(address.filter, address.sort);
  return (
    <Page
      title={t('title')}
      lead={t('lead')}
      actions={
        <>
          <Button
            variant="default"
            leftSection={<IconClockExclamation size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/people/zones" {...props} />}
          >
            {t('common:places.zones')}
          </Button>
          <Button
            variant="default"
            leftSection={<IconFileImport size={16} aria-hidden />}
            renderRoot={(props) => <Link to="/import" {...props} />}
          >
            {t('common:places.import')}
          </Button>
        </>
      }
    >
      <Content address={address} loaded={loaded} />
      <PersonDrawer person={address.search.person ?? null} close={() => address.go({ person: undefined })} />
    </Page>
  );
}

function Content({
  address,
  loaded,
}: {
  readonly address: PeopleAddress;
  readonly loaded: PeopleWindow;
}): ReactElement | null {
  const { t } = useTranslation(['people', 'common']);
  const now = useNow(loaded.now);
  if (loaded.error !== null) return <Refusal error={loaded.error} retry={loaded.retry} />;
  if (loaded.isPending || now === null) return null;
  if (loaded.rows.length === 0 && !address.isFiltered) {
    return (
      <EmptyState
        title={t('empty.title')}
        text={t('empty.text')}
        action={<Button renderRoot={(props) => <Link to="/import" {...props} />}>{t('common:places.import')}</Button>}
      />
    );
  }
  return <FilledList address={address} loaded={loaded} now={now} />;
}

function FilledList({
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
  const counted = useQuery({
    ...ask.people.count.queryOptions({ input: { filter } }),
    placeholderData: keepPreviousData,
  }).data;
  const rows = useMemo(() => loaded.rows, [loaded.rows]);
  const selection = usePeopleSelection(filter, rows, counted?.count ?? null);
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
      <SelectionBar selection={selection} fitting={counted?.count ?? null} sort={sort} work={work} />
      {loaded.rows.length === 0 ? (
        <EmptyState
          title={t('nobody.title')}
          text={t('nobody.text')}
          action={<Button onClick={() => go(NO_FILTER)}>{t('filter.clear')}</Button>}
        />
      ) : (
        <PeopleTable
          loaded={loaded}
          count={counted?.count ?? null}
          sort={sort}
          onSort={({ by, direction }) =>
            go({ sort: by === 'name' ? undefined : by, falling: direction === 'falling' ? true : undefined })
          }
          selection={selection}
          now={now}
        />
      )}
    </Stack>
  );
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
