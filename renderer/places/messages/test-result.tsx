import { Alert, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

const COLORS = { accepted: 'teal', refused: 'red', notSent: 'yellow', uncertain: 'yellow' } as const;

/** What became of a test message. */
export function TestResult({
  result,
}: {
  readonly result: {
    readonly outcome: keyof typeof COLORS;
    readonly text: string | null;
    readonly isDayGivenBack: boolean | null;
  };
}): ReactElement {
  const { t } = useTranslation('plan');
  const { outcome, text, isDayGivenBack } = result;
  return (
    <Alert role="status" color={COLORS[outcome]} title={t(`testOutcome.${outcome}`)}>
      {isDayGivenBack === null ? null : <Text size="sm">{isDayGivenBack ? t('test.dayBack') : t('test.dayUsed')}</Text>}
      {outcome === 'uncertain' ? <Text size="sm">{t('test.uncertain')}</Text> : null}
      {text === null ? null : (
        <Text size="sm" lang="en">
          {text}
        </Text>
      )}
    </Alert>
  );
}
