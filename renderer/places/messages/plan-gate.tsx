import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { LongWork } from '#renderer/parts/use-long-work.ts';
import type { PlanAnswer, PlanOverview } from '#shared/contract/plan.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { PlanWish } from './use-plan.ts';
import { WorkBar } from './work-bar.tsx';

/** Shows a plan once it is there; until then how far it is, and why there is none. */
export function PlanGate({
  campaign,
  work,
  children,
}: {
  readonly campaign: string;
  readonly work: LongWork<PlanWish, PlanAnswer>;
  readonly children: (plan: PlanOverview) => ReactNode;
}): ReactElement | null {
  const { t } = useTranslation('plan');
  const { state, start, cancel } = work;
  const again = (): void => start({ campaign });
  switch (state.kind) {
    case 'idle':
      return null;
    case 'working':
      return (
        <WorkBar text={t('working', { done: state.progress?.done ?? 0 })} progress={state.progress} cancel={cancel} />
      );
    case 'failed':
      return <Refusal error={state.error} retry={again} />;
    case 'cancelled':
      return (
        <Stack align="flex-start">
          <Text>{t('cancelled')}</Text>
          <Button onClick={again}>{t('again')}</Button>
        </Stack>
      );
    case 'done':
      return state.result.kind === 'plan' ? <>{children(state.result)}</> : <LaunchedNotice campaign={campaign} />;
    default:
      return assertNever(state, 'state of planning');
  }
}

function LaunchedNotice({ campaign }: { readonly campaign: string }): ReactElement {
  const { t } = useTranslation('plan');
  return (
    <Alert title={t('launched.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('launched.text')}</Text>
        <Group>
          <Button renderRoot={(props) => <Link to="/messages/$campaign/progress" params={{ campaign }} {...props} />}>
            {t('launched.go')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}
