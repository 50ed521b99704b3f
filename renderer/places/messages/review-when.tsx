import { List, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, MomentText } from '#renderer/parts/moment-text.tsx';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { ReviewSection } from './review-section.tsx';

/** Stretches listed one by one; more are summed up. */
const LISTED = 6;

/** When the first and the last leave, here and there, and which hours this computer must be awake. */
export function ReviewWhen({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t } = useTranslation('plan');
  const { first, last, moved, gap, overlap, fallback } = plan;
  if (first === null || last === null) {
    return (
      <ReviewSection title={t('when.title')}>
        <Text>{t('when.nothing')}</Text>
      </ReviewSection>
    );
  }
  return (
    <ReviewSection title={t('when.title')}>
      <Text>
        {t('when.first')} <MomentText moment={first} />
      </Text>
      <Text>
        {t('when.last')} <MomentText moment={last} />
      </Text>
      {moved === 0 ? null : <Text>{t('when.moved', { count: moved })}</Text>}
      {gap + overlap === 0 ? null : <Text>{t('when.clocks', { count: gap + overlap })}</Text>}
      {fallback === 0 ? null : <Text>{t('when.fallback', { count: fallback })}</Text>}
      <AwakeHours plan={plan} />
    </ReviewSection>
  );
}

function AwakeHours({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t, i18n } = useTranslation('plan');
  const { awake } = plan;
  return (
    <>
      <Text fw={600} mt="xs">
        {t('awake.title')}
      </Text>
      <List>
        {awake.slice(0, LISTED).map(({ from, to }) => (
          <List.Item key={from.at}>
            {t('awake.stretch', {
              from: clockText(from.here, 'dayAndTime', i18n.language),
              to: clockText(to.here, 'dayAndTime', i18n.language),
            })}
          </List.Item>
        ))}
        {awake.length <= LISTED ? null : <List.Item>{t('awake.more', { count: awake.length - LISTED })}</List.Item>}
      </List>
      <Text size="sm" c="dimmed">
        {t('awake.otherwise')}
      </Text>
    </>
  );
}
