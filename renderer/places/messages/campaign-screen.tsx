import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { Editor } from './editor/editor.tsx';

/** One message: the editor while it is a draft, how it goes once it was launched. */
export function CampaignScreen(): ReactElement {
  const { t } = useTranslation('messages');
  const { campaign } = useParams({ from: '/messages/$campaign' });
  const draft = useQuery(ask.messages.read.queryOptions({ input: { campaign } }));
  if (draft.data === undefined) {
    return (
      <Page title={t('title')}>
        {draft.error === null ? null : <Refusal error={draft.error} retry={() => void draft.refetch()} />}
      </Page>
    );
  }
  if (draft.data.state !== 'draft') return <Navigate to="/messages/$campaign/progress" params={{ campaign }} replace />;
  return <Editor key={campaign} draft={draft.data} />;
}
