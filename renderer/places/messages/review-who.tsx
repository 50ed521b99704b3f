import { Alert, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { ReviewSection } from './review-section.tsx';

/** Who gets it, and from which account. */
export function ReviewWho({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t, i18n } = useTranslation('plan');
  const { scheduled, topics, unknownTopics, account } = plan;
  const list = new Intl.ListFormat(i18n.language);
  return (
    <ReviewSection title={t('who.title')}>
      <Text size="lg" fw={600}>
        {t('who.count', { count: scheduled })}
      </Text>
      <Text>{topics.length === 0 ? t('who.allTopics') : t('who.topics', { topics: list.format(topics) })}</Text>
      <Text c="dimmed">
        {account.isPractice
          ? t('who.practice', { account: account.name })
          : t('who.account', { account: account.name })}
      </Text>
      {unknownTopics.length === 0 ? null : (
        <Alert color="yellow">{t('who.unknownTopics', { topics: list.format(unknownTopics) })}</Alert>
      )}
    </ReviewSection>
  );
}
