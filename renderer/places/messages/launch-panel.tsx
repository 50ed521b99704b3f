import { Alert, Button, Checkbox, Group, Stack, Text, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { RefusalDetails } from '#renderer/parts/refusal-details.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import bar from '#renderer/parts/step-bar.module.css';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { PlanOverview, Reviewed } from '#shared/contract/plan.ts';
import { WorkBar } from './work-bar.tsx';

interface Launch {
  readonly campaign: string;
  readonly reviewed: Reviewed;
  readonly acceptPaceLoss: boolean;
  readonly typedCount: number | null;
}

/** The launch: what has to be agreed to first, and the one button; stays in sight. Launched twice is launched once. */
export function LaunchPanel({
  plan,
  again,
}: {
  readonly plan: PlanOverview;
  readonly again: () => void;
}): ReactElement {
  const { t } = useTranslation('plan');
  const [isLossAccepted, setLossAccepted] = useState(false);
  const [typed, setTyped] = useState('');
  const work = useLongWork((input: Launch, signal) => engine.plan.launch(input, { signal }));
  useGoOn(plan.campaign.id, work.state.kind === 'done');
  const { typedCount } = plan;
  const isReady =
    plan.scheduled > 0 &&
    (!plan.isPaceLossAsked || isLossAccepted) &&
    (typedCount === null || Number(typed) === typedCount);
  const launch = (): void => {
    const { campaign, reviewed } = plan;
    work.start({ campaign: campaign.id, reviewed, acceptPaceLoss: isLossAccepted, typedCount });
  };
  return (
    <Stack gap="sm" className={bar['bar'] ?? ''}>
      {plan.isPaceLossAsked ? (
        <Checkbox
          checked={isLossAccepted}
          onChange={(event) => setLossAccepted(event.currentTarget.checked)}
          label={t('launch.paceLoss', { count: plan.paceTooSlow, pace: plan.account.pacePerSecond })}
        />
      ) : null}
      {typedCount === null ? null : (
        <TextInput
          value={typed}
          onChange={(event) => setTyped(event.currentTarget.value.replaceAll(/\D/g, ''))}
          inputMode="numeric"
          label={t('launch.type', { count: typedCount })}
          maw={320}
        />
      )}
      {work.state.kind === 'failed' ? <LaunchRefusal error={work.state.error} again={again} /> : null}
      {work.state.kind === 'working' ? (
        <WorkBar text={t('launch.working')} progress={work.state.progress} cancel={work.cancel} />
      ) : (
        <Group justify="space-between">
          <Text size="sm" c="dimmed" flex={1} miw={200}>
            {plan.scheduled === 0 ? t('launch.nobody') : t('launch.after')}
          </Text>
          <Button size="md" disabled={!isReady || work.state.kind === 'done'} onClick={launch}>
            {t('launch.button', { count: plan.scheduled })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}

/** Once it is launched, here or in another window, there is nothing left to decide on this screen. */
function useGoOn(campaign: string, isLaunched: boolean): void {
  const navigate = useNavigate();
  useEffect(() => {
    if (isLaunched) void navigate({ to: '/messages/$campaign/progress', params: { campaign }, replace: true });
  }, [campaign, isLaunched, navigate]);
}

/** A plan that changed since it was looked at is shown anew before anything is launched. */
function LaunchRefusal({ error, again }: { readonly error: unknown; readonly again: () => void }): ReactElement {
  const { t } = useTranslation('plan');
  const { code } = refusalOf(error);
  if (code !== 'confirmationNeeded') return <Refusal error={error} />;
  return (
    <Alert color="yellow" role="alert" title={t('launch.changed.title')}>
      <Stack gap="xs" align="flex-start">
        <Text size="sm">{t('launch.changed.text')}</Text>
        <RefusalDetails error={error} />
        <Button size="xs" variant="default" onClick={again}>
          {t('launch.changed.again')}
        </Button>
      </Stack>
    </Alert>
  );
}
