import { Anchor, Button, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { usePeopleWork } from './use-people-work.tsx';
import { ZoneGroupCard } from './zone-group-card.tsx';

/** Time zones to fix: missing, unknown, out of date, or perhaps wrong, each with its people and one click that mends it. */
export function ZonesScreen(): ReactElement {
  const { t } = useTranslation(['people', 'common']);
  const groups = useQuery(ask.people.zoneTroubles.queryOptions({ input: {} }));
  const work = usePeopleWork();
  return (
    <Page
      title={t('common:places.zones')}
      lead={t('doctor.lead')}
      actions={<Anchor renderRoot={(props) => <Link to="/people" {...props} />}>{t('doctor.back')}</Anchor>}
    >
      {groups.error === null ? null : <Refusal error={groups.error} retry={() => void groups.refetch()} />}
      {groups.data?.length === 0 ? (
        <EmptyState
          title={t('doctor.none.title')}
          text={t('doctor.none.text')}
          action={<Button renderRoot={(props) => <Link to="/people" {...props} />}>{t('doctor.back')}</Button>}
        />
      ) : null}
      <Stack gap="sm" role="list">
        {(groups.data ?? []).slice(0, MOST).map((group) => (
          <ZoneGroupCard key={`${group.trouble}-${group.text}`} group={group} work={work} />
        ))}
      </Stack>
      {(groups.data?.length ?? 0) > MOST ? <Text c="dimmed">{t('doctor.more', { count: MOST })}</Text> : null}
    </Page>
  );
}

/** Most groups shown at once; the largest come first of each kind, and mending them shows the next (Sundial's choice). */
const MOST = 100;
