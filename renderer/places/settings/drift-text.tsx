import { Alert } from '@mantine/core';
import { IconClockExclamation } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Drift } from '#shared/contract/accounts.ts';

/** Says that Meta gives later times than Sundial expected, with an example. */
export function DriftText({ drift }: { readonly drift: Drift }): ReactElement {
  const { t } = useTranslation('relay');
  const words = useDriftWords();
  return (
    <Alert color="yellow" icon={<IconClockExclamation aria-hidden />} title={t('drift.title', { n: drift.people })}>
      {words(drift)}
    </Alert>
  );
}

/** The finding as a sentence. */
export function useDriftWords(): (drift: Drift) => string {
  const { t } = useTranslation('relay');
  const tell = useMomentWords();
  return ({ people, platformAt, expectedAt }) =>
    expectedAt === null
      ? t('drift.free', { n: people, told: tell(platformAt) })
      : t('drift.later', { n: people, told: tell(platformAt), expected: tell(expectedAt) });
}
