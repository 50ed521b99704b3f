import { Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { PersonMessage } from '#shared/contract/person.ts';
import type { TrialStep } from './steps.ts';
import type { Trial } from './use-trial.ts';

/** What happened at a step that is done; the card says so itself. */
export function StepOutcome({ step, trial }: { readonly step: TrialStep; readonly trial: Trial }): ReactElement | null {
  const { t } = useTranslation('ask-try');
  switch (step) {
    case 'card':
      return null;
    case 'tap':
      return <Tapped trial={trial} />;
    case 'first':
      return <Accepted message={trial.tests[0]} />;
    case 'allow':
      return trial.isDayGivenBack ? <Text size="sm">{t('step.allow.done')}</Text> : null;
    default:
      return <Accepted message={trial.tests.at(-1)} />;
  }
}

function Tapped({ trial: { permission, followUps } }: { readonly trial: Trial }): ReactElement | null {
  const { t } = useTranslation(['ask-try', 'reasons']);
  const tell = useMomentWords();
  if (permission === null) return null;
  const when = permission.optIn ?? permission.created;
  const reason = followUps.find((message) => message.reason !== null)?.reason ?? null;
  const sent = followUps.filter(({ state }) => state === 'sent').length;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {t('ask-try:step.tap.done', { title: permission.topic ?? '', when: when === null ? '' : tell(when) })}
      {followUps.length === 0 ? null : ` ${t('ask-try:step.tap.followUps', { sent, count: followUps.length })}`}
      {reason === null ? null : ` ${t(`reasons:${reason}.why`)}`}
    </Text>
  );
}

function Accepted({ message }: { readonly message: PersonMessage | undefined }): ReactElement | null {
  const { t } = useTranslation('ask-try');
  const tell = useMomentWords();
  const ended = message?.ended ?? null;
  if (message === undefined || ended === null) return null;
  return (
    <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
      {t('message.done', { name: message.campaign?.name ?? '', when: tell(ended) })}
    </Text>
  );
}
