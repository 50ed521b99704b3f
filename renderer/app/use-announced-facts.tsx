import { Anchor, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { onFact } from '#renderer/client/live-facts.ts';
import type { Fact } from '#shared/contract/facts.ts';
import { ACCOUNT_STOP_REASONS } from '#shared/domain/account.ts';

type Tell = ReturnType<typeof useTranslation<'frame'>>['t'];

/** Tells what happens while somebody is on another screen: a message finished or was paused, sending stopped or goes on. */
export function useAnnouncedFacts(): void {
  const { t } = useTranslation('frame');
  useEffect(
    () =>
      onFact((fact) => {
        const news = newsOf(fact, t);
        if (news !== null) notifications.show({ withBorder: true, ...news });
      }),
    [t],
  );
}

interface News {
  /** One notice for each thing it is about, however often it happens. */
  readonly id: string;
  readonly color: string;
  readonly title: string;
  readonly message: ReactElement;
}

function newsOf(fact: Fact, t: Tell): News | null {
  switch (fact.kind) {
    case 'campaignFinished':
      return {
        id: `finished ${fact.campaign}`,
        color: 'green',
        title: t('news.finished'),
        message: <Look to={`/messages/${fact.campaign}/progress`} word={t('news.results')} />,
      };
    case 'campaignPaused':
      return {
        id: `paused ${fact.campaign}`,
        color: 'orange',
        title: t('news.paused'),
        message: <Look to={`/messages/${fact.campaign}/progress`} word={t('news.why')} />,
      };
    case 'accountStopped': {
      const reason = ACCOUNT_STOP_REASONS.find((one) => one === fact.reason);
      return {
        id: `account ${fact.account}`,
        color: 'red',
        title: t('news.stopped'),
        message:
          reason === undefined ? (
            <Look to="/settings" word={t('news.why')} />
          ) : (
            <Text size="sm">{t(`states:stop.${reason}.why`)}</Text>
          ),
      };
    }
    case 'accountResumed':
      return {
        id: `account ${fact.account}`,
        color: 'green',
        title: t('news.resumed'),
        message: <Look to="/today" word={t('common:places.today')} />,
      };
    case 'uncertain':
      return {
        id: `uncertain ${fact.account}`,
        color: 'orange',
        title: t('news.uncertain', { n: fact.count }),
        message: <Look to="/today" word={t('news.decide')} />,
      };
    default:
      return null;
  }
}

function Look({ to, word }: { readonly to: string; readonly word: string }): ReactElement {
  return (
    // Notices stand outside the router; addresses are hashes, so a plain link leads there.
    <Anchor href={`#${to}`} size="sm">
      {word}
    </Anchor>
  );
}
