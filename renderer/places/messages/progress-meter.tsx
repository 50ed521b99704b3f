import { Group, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { ProgressRead } from '#shared/contract/progress.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { useNumberWords } from './use-number-words.ts';

/** How far it is, and when the rest will be through. */
export function ProgressMeter({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation('progress');
  const number = useNumberWords();
  const { counts, state } = progress;
  if (state === 'draft') return null;
  const toSend = counts.planned - counts.skipped;
  const ended = toSend - counts.pending - counts.uncertain;
  const share = toSend === 0 ? 1 : ended / toSend;
  const part = (count: number): number => (toSend === 0 ? 0 : (count / toSend) * 100);
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="baseline">
        <Text fw={600} size="lg">
          {t('meter.ended', { ended, total: toSend })}
        </Text>
        <Text c="dimmed">
          {number(Math.floor(share * 1000) / 1000, { style: 'percent', maximumFractionDigits: 1 })}
        </Text>
      </Group>
      <Progress.Root size="xl">
        <Progress.Section value={part(counts.sent)} color="teal" aria-label={t('counts.sent')} />
        <Progress.Section value={part(counts.failed)} color="red" aria-label={t('counts.failed')} />
        <Progress.Section
          value={part(counts.missed + counts.cancelled)}
          color="gray"
          aria-label={t('counts.missedAndCancelled')}
        />
        <Progress.Section value={part(counts.uncertain)} color="yellow" aria-label={t('counts.uncertain')} />
      </Progress.Root>
      <EstimateText progress={progress} />
      <Milestone share={share} state={state} />
    </Stack>
  );
}

/** Only quarters are read out, so that a screen reader is not talked over by every message. */
function Milestone({ share, state }: { readonly share: number; readonly state: CampaignState }): ReactElement {
  const { t } = useTranslation('progress');
  const over = state === 'paused' || state === 'cancelled' || state === 'finished' ? state : null;
  return (
    <VisuallyHidden role="status">
      {over === null ? t('milestone.share', { percent: Math.floor(share * 4) * 25 }) : t(`milestone.${over}`)}
    </VisuallyHidden>
  );
}

function EstimateText({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation('progress');
  const number = useNumberWords();
  const { estimate, state, counts } = progress;
  const { kind, until, finish, perSecond } = estimate;
  if (kind === 'over') {
    return counts.uncertain > 0 && state !== 'finished' ? <Text c="dimmed">{t('estimate.settling')}</Text> : null;
  }
  if (kind === 'stands') return state === 'paused' ? <Text c="dimmed">{t('estimate.stands')}</Text> : null;
  const rate =
    perSecond === null || kind !== 'sending'
      ? null
      : t('estimate.rate', { rate: number(perSecond, { maximumFractionDigits: perSecond < 10 ? 1 : 0 }) });
  return (
    <Text c="dimmed" component="div">
      {kind === 'waits' && until !== null ? (
        <>
          {t('estimate.waits')} <MomentText moment={until} />
          {'. '}
        </>
      ) : null}
      {rate}{' '}
      {finish === null ? null : (
        <>
          {t('estimate.finish')} <MomentText moment={finish} />
        </>
      )}
    </Text>
  );
}
