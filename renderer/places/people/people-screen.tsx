import { Button, Stack } from '@mantine/core';
import { IconClockExclamation, IconFileImport } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { type PeopleAddress, usePeopleAddress } from './people-address.ts';
import { PeopleList } from './people-list.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { useNow } from './use-now.ts';
import { isEmpty, usePeoplePages } from './use-people-pages.ts';

/** Everybody who may be messaged: found, sorted, looked at, changed (issue 3, People). */
export function PeopleScreen(): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const address = usePeopleAddress();
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
      <Content address={address} />
      <PersonDrawer person={address.search.person ?? null} close={() => address.go({ person: undefined })} />
    </Page>
  );
}

function Content({ address }: { readonly address: PeopleAddress }): ReactElement | null {
  const { t } = useTranslation(['people', 'common']);
  const loaded = usePeoplePages(address.filter, address.sort);
  const now = useNow(loaded.now);
  const refusal = loaded.error === null ? null : <Refusal error={loaded.error} retry={loaded.retry} />;
  if (now === null) return refusal;
  if (isEmpty(loaded) && !address.isFiltered) {
    return (
      <EmptyState
        title={t('empty.title')}
        text={t('empty.text')}
        action={<Button renderRoot={(props) => <Link to="/import" {...props} />}>{t('common:places.import')}</Button>}
      />
    );
  }
  // What was there stays: who is selected, what is half typed, and how far down the list somebody is.
  return (
    <Stack gap="sm">
      {refusal}
      <PeopleList address={address} loaded={loaded} now={now} />
    </Stack>
  );
}
