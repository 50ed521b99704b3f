import { Button, Group, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText } from '#renderer/parts/moment-text.tsx';
import { Page } from '#renderer/parts/page.tsx';
import type { PlanGroup, PlanOverview } from '#shared/contract/plan.ts';
import { PlanFigures } from './plan-figures.tsx';
import { PlanGate } from './plan-gate.tsx';
import { PlanGroups } from './plan-groups.tsx';
import { PlanMapTable } from './plan-map-table.tsx';
import { PlanPeople } from './plan-people.tsx';
import { usePlan } from './use-plan.ts';

/** What launching now would do: who gets it when, who does not and why. Nothing is stored. */
export function PlanScreen(): ReactElement {
  const { t, i18n } = useTranslation('plan');
  const { campaign } = useParams({ from: '/messages/$campaign/plan' });
  const work = usePlan(campaign);
  const plan = work.state.kind === 'done' && work.state.result.kind === 'plan' ? work.state.result : null;
  return (
    <Page
      title={plan === null ? t('title') : t('titleOf', { name: plan.campaign.name })}
      lead={plan === null ? undefined : t('lead', { time: clockText(plan.plannedAt.here, 'time', i18n.language) })}
      actions={<PlanActions campaign={campaign} again={() => work.start({ campaign })} />}
    >
      <PlanGate campaign={campaign} work={work}>
        {(shown) => <PlanContent key={shown.planId} plan={shown} />}
      </PlanGate>
    </Page>
  );
}

function PlanActions({ campaign, again }: { readonly campaign: string; readonly again: () => void }): ReactElement {
  const { t } = useTranslation('plan');
  const params = { campaign };
  return (
    <Group gap="xs">
      <Button variant="default" onClick={again}>
        {t('again')}
      </Button>
      <Button
        variant="default"
        renderRoot={(props) => <Link to="/messages/$campaign/rehearse" params={params} {...props} />}
      >
        {t('rehearse')}
      </Button>
      <Button renderRoot={(props) => <Link to="/messages/$campaign/review" params={params} {...props} />}>
        {t('toReview')}
      </Button>
    </Group>
  );
}

function PlanContent({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const [group, setGroup] = useState<PlanGroup | null>(null);
  return (
    <Stack gap="xl">
      <PlanFigures plan={plan} />
      <PlanMapTable map={plan.map} />
      <PlanGroups plan={plan} group={group} onGroup={setGroup} />
      {group === null ? null : <PlanPeople key={group} plan={plan} group={group} />}
    </Stack>
  );
}
