import { Alert, List, Stack, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { clockText, MomentText } from '#renderer/parts/moment-text.tsx';
import type { Rehearsal } from '#shared/contract/rehearsal.ts';
import { Figure } from './figure.tsx';
import { FigureRow } from './figure-row.tsx';
import { RehearseEvents } from './rehearse-events.tsx';
import { RehearseScrubber } from './rehearse-scrubber.tsx';
import { useNumberWords } from './use-number-words.ts';

const COUNTS = ['sent', 'failed', 'skipped', 'missed'] as const;

/** How it would go: figures, what stood when, and whether a rule was broken. */
export function RehearseResult({ result }: { readonly result: Rehearsal }): ReactElement {
  const { t, i18n } = useTranslation(['rehearse', 'progress', 'reasons']);
  const number = useNumberWords();
  const day = (moment: Rehearsal['from']): string => clockText(moment.here, 'dayAndTime', i18n.language);
  return (
    <Stack gap="lg" role="region" aria-label={t('rehearse:result')}>
      <Text role="status">
        {t('rehearse:span', { from: day(result.from), to: day(result.to), limits: result.rulePack })}
      </Text>
      <FigureRow label={t('rehearse:result')}>
        {COUNTS.map((count) => (
          <Figure key={count} label={t(`rehearse:would.${count}`)} value={number(result[count])} />
        ))}
      </FigureRow>
      <RehearseScrubber result={result} />
      <RehearseEvents result={result} />
      {result.reasons.length === 0 ? null : (
        <List>
          {result.reasons.map(({ state, reason, count }) => (
            <List.Item key={`${state} ${reason}`}>
              {t('rehearse:reason', { count: number(count), why: t(`reasons:${reason}.short`) })}
            </List.Item>
          ))}
        </List>
      )}
      <Violations result={result} />
      <Text size="sm" c="dimmed">
        {t('rehearse:honest')}
      </Text>
    </Stack>
  );
}

function Violations({ result }: { readonly result: Rehearsal }): ReactElement {
  const { t } = useTranslation('rehearse');
  if (result.violationCount === 0) return <Alert color="teal">{t('violations.none')}</Alert>;
  return (
    <Alert color="red" title={t('violations.some', { count: result.violationCount })}>
      <List size="sm">
        {result.violations.map(({ kind, at }, index) => (
          <List.Item key={`${kind} ${at?.at ?? ''} ${index}`}>
            {t(`violation.${kind}`)} {at === null ? null : <MomentText moment={at} />}
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}
