import { Text, Timeline } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { PersonConsent as Entry } from '#shared/contract/person.ts';

/** What a person agreed to and took back, newest first, with how Sundial came to know. */
export function PersonConsent({ consent }: { readonly consent: readonly Entry[] }): ReactElement {
  const { t } = useTranslation('people');
  if (consent.length === 0) return <Text c="dimmed">{t('consent.none')}</Text>;
  return (
    <Timeline bulletSize={14} lineWidth={2}>
      {consent.map(({ kind, at, source, topic }, index) => (
        // Entries have no id of their own and never change places.
        <Timeline.Item key={`${at.at}-${index}`} title={t(`consent.${kind}`)}>
          {topic === null ? null : <Text size="sm">{topic}</Text>}
          <Text size="xs" c="dimmed">
            <MomentText moment={at} /> · {t(`consent.from.${source}`)}
          </Text>
        </Timeline.Item>
      ))}
    </Timeline>
  );
}
