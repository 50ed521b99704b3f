import { Button } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { connection } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { NOT_LOADED } from './not-loaded.ts';

/** An address that leads nowhere. */
export function LostScreen(): ReactElement {
  const { t } = useTranslation('frame');
  return (
    <Page title={t('lost.title')}>
      <EmptyState
        title={t('lost.title')}
        text={t('lost.text')}
        action={
          <Button component={Link} to="/today">
            {t('lost.action')}
          </Button>
        }
      />
    </Page>
  );
}

/** A screen that broke while it was drawn; the frame around it stays. */
export function BrokenScreen({ error, reset }: { readonly error: unknown; readonly reset: () => void }): ReactElement {
  const { t } = useTranslation('errors');
  // Browsers keep a module that could not be fetched as broken, so the page is loaded anew, once whoever serves it is there again.
  const retry = (): void => {
    if (!(error instanceof Error && error.message === NOT_LOADED)) reset();
    else if (connection.state === 'open') window.location.reload();
  };
  return (
    <Page title={t('broken.title')}>
      <Refusal error={error} retry={retry} />
    </Page>
  );
}
