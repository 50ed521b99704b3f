import { Alert, Button, Grid, Group, Stack } from '@mantine/core';
import { Link, useParams } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { LaunchPanel } from './launch-panel.tsx';
import { MessageGlance } from './message-glance.tsx';
import { PlanGate } from './plan-gate.tsx';
import { ReviewSkipped } from './review-skipped.tsx';
import { ReviewWhen } from './review-when.tsx';
import { ReviewWho } from './review-who.tsx';
import { TestMessage } from './test-message.tsx';
import { usePlan } from './use-plan.ts';

/** The last look before a launch: who, when, what, what is skipped, which hours this computer must be awake. */
export function ReviewScreen(): ReactElement {
  const { t } = useTranslation('plan');
  const { campaign } = useParams({ from: '/messages/$campaign/review' });
  const work = usePlan(campaign);
  const plan = work.state.kind === 'done' && work.state.result.kind === 'plan' ? work.state.result : null;
  const params = { campaign };
  return (
    <Page
      title={plan === null ? t('review.title') : t('review.titleOf', { name: plan.campaign.name })}
      lead={t('review.lead')}
      actions={
        <Group gap="xs">
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/messages/$campaign" params={params} {...props} />}
          >
            {t('review.edit')}
          </Button>
          <Button
            variant="default"
            renderRoot={(props) => <Link to="/messages/$campaign/plan" params={params} {...props} />}
          >
            {t('review.plan')}
          </Button>
        </Group>
      }
    >
      <PlanGate campaign={campaign} work={work}>
        {(shown) => <ReviewContent plan={shown} again={() => work.start({ campaign })} />}
      </PlanGate>
    </Page>
  );
}

function ReviewContent({ plan, again }: { readonly plan: PlanOverview; readonly again: () => void }): ReactElement {
  const { t } = useTranslation('plan');
  return (
    <>
      <Grid gap="xl">
        <Grid.Col span={{ base: 12, md: 7 }}>
          <Stack gap="xl">
            <ReviewWho plan={plan} />
            <ReviewWhen plan={plan} />
            <ReviewSkipped plan={plan} />
            {plan.isAnswered ? (
              <Alert color={plan.answeredBy === null ? 'yellow' : 'gray'} title={t('answers.title')}>
                {plan.answeredBy === null ? t('answers.text') : t('answers.by', { who: plan.answeredBy })}
              </Alert>
            ) : null}
          </Stack>
        </Grid.Col>
        <Grid.Col span={{ base: 12, md: 5 }}>
          <Stack gap="lg">
            <MessageGlance plan={plan} />
            <TestMessage plan={plan} />
          </Stack>
        </Grid.Col>
      </Grid>
      <LaunchPanel plan={plan} again={again} />
    </>
  );
}
