import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { Figure } from './figure.tsx';
import { FigureRow } from './figure-row.tsx';
import { skippedPeople } from './skipped-people.ts';
import { useNumberWords } from './use-number-words.ts';

/** A plan in four figures. */
export function PlanFigures({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t } = useTranslation('plan');
  const number = useNumberWords();
  const { scheduled, notInAudience, first, last } = plan;
  const { skipped, gotAnyway } = skippedPeople(plan);
  return (
    <FigureRow label={t('figures.label')}>
      <Figure label={t('figures.get')} value={number(scheduled)} />
      <Figure
        label={t('figures.skipped')}
        value={number(skipped)}
        note={
          gotAnyway + notInAudience === 0 ? undefined : (
            <>
              {gotAnyway === 0 ? null : <div>{t('figures.gotAnyway', { count: gotAnyway })}</div>}
              {notInAudience === 0 ? null : <div>{t('figures.otherTopics', { count: notInAudience })}</div>}
            </>
          )
        }
      />
      <Figure
        isLong
        label={t('figures.first')}
        value={first === null ? t('figures.none') : <MomentText moment={first} />}
      />
      <Figure
        isLong
        label={t('figures.last')}
        value={last === null ? t('figures.none') : <MomentText moment={last} />}
      />
    </FigureRow>
  );
}
