import { Button, Stack } from '@mantine/core';
import { IconCalendar, IconHistory } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Page } from '#renderer/parts/page.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Today } from '#shared/contract/today.ts';
import { AttentionList } from './attention-list.tsx';
import { DueSection } from './due-section.tsx';
import { RecentMessages } from './recent-messages.tsx';

/** How often what is shown is asked for again, in ms: "now" and what falls due next go on by themselves, with no change to tell of. */
const READ_AGAIN_MS = 60_000;

/** The first screen: what is about to leave, what needs somebody, how the last messages go. */
export function TodayScreen(): ReactElement {
  const { t } = useTranslation('today');
  const asked = useQuery(
    ask.today.read.queryOptions({
      input: {},
      refetchInterval: READ_AGAIN_MS,
      // A window that was out of sight, or a computer that slept, shows now as soon as it is looked at.
      refetchOnWindowFocus: 'always',
    }),
  );
  const today = asked.data;
  return (
    <Page
      title={t('title')}
      lead={today === undefined ? null : <MomentText moment={today.now} />}
      actions={
        <>
          <Button variant="default" component={Link} to="/activity" leftSection={<IconHistory size={16} aria-hidden />}>
            {t('activity')}
          </Button>
          <Button
            variant="default"
            component={Link}
            to="/calendar"
            leftSection={<IconCalendar size={16} aria-hidden />}
          >
            {t('calendar')}
          </Button>
        </>
      }
    >
      {asked.error === null ? null : <Refusal error={asked.error} retry={() => void asked.refetch()} />}
      {today === undefined ? null : <Sections today={today} />}
    </Page>
  );
}

function Sections({ today }: { readonly today: Today }): ReactElement {
  const { has } = today;
  return (
    <Stack gap="lg">
      {today.attention.length === 0 ? null : <AttentionList attention={today.attention} />}
      {has.accounts && has.people && has.campaigns ? <DueSection due={today.due} /> : <NextStep has={has} />}
      {today.recent.length === 0 ? null : <RecentMessages recent={today.recent} />}
    </Stack>
  );
}

/** The one step that comes next while something is still missing. */
function NextStep({ has }: { readonly has: Today['has'] }): ReactElement {
  const { t } = useTranslation('today');
  const step = !has.accounts ? 'welcome' : !has.people ? 'people' : 'message';
  const to = { welcome: '/welcome', people: '/import', message: '/messages' }[step];
  return (
    <EmptyState
      title={t(`next.${step}.title`)}
      text={t(`next.${step}.text`)}
      action={
        <Button component={Link} to={to}>
          {t(`next.${step}.action`)}
        </Button>
      }
    />
  );
}
