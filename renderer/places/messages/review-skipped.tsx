import { List, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { ReviewSection } from './review-section.tsx';
import { skippedPeople } from './skipped-people.ts';
import { useNumberWords } from './use-number-words.ts';

/** Who of the audience does not get it, and why. */
export function ReviewSkipped({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t } = useTranslation(['plan', 'reasons']);
  const number = useNumberWords();
  const { skipped, gotAnyway } = skippedPeople(plan);
  const reasons = plan.byReason.filter(({ reason }) => reason !== 'sameRecipient');
  return (
    <ReviewSection title={t('plan:skipped.title')}>
      {skipped === 0 ? (
        <Text>{t('plan:skipped.nobody')}</Text>
      ) : (
        <>
          <Text>{t('plan:skipped.count', { count: skipped })}</Text>
          <List>
            {reasons.map(({ reason, count }) => (
              <List.Item key={reason}>
                {t('plan:skipped.line', { count: number(count), why: t(`reasons:${reason}.short`) })}
              </List.Item>
            ))}
          </List>
        </>
      )}
      {gotAnyway === 0 ? null : <Text c="dimmed">{t('plan:figures.gotAnyway', { count: gotAnyway })}</Text>}
      {plan.notInAudience === 0 ? null : (
        <Text c="dimmed">{t('plan:figures.otherTopics', { count: plan.notInAudience })}</Text>
      )}
    </ReviewSection>
  );
}
