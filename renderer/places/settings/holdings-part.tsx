import { Code, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { SectionPart } from './section-part.tsx';

const FIGURES = ['people', 'permissions', 'messages', 'neverAgain'] as const;

/** What the data folder holds, and where it is. */
export function HoldingsPart(): ReactElement | null {
  const { t, i18n } = useTranslation('settings');
  const asked = useQuery(ask.data.facts.queryOptions({ input: {} }));
  if (asked.isError) return <Refusal error={asked.error} retry={() => void asked.refetch()} />;
  const facts = asked.data;
  if (facts === undefined) return null;
  const figure = new Intl.NumberFormat(i18n.language);
  return (
    <SectionPart title={t('data.title')} text={t('data.text')}>
      <SimpleGrid cols={{ base: 2, md: 4 }} spacing="md">
        {FIGURES.map((name) => (
          <Stack key={name} gap={0}>
            <Text size="xl" fw={650}>
              {figure.format(facts[name])}
            </Text>
            <Text size="sm" c="dimmed">
              {t(`data.${name}`)}
            </Text>
          </Stack>
        ))}
      </SimpleGrid>
      <Text size="sm">{t('data.neverAgainText')}</Text>
      <Text size="sm">
        {t('data.folder')} <Code>{facts.folder}</Code>
      </Text>
    </SectionPart>
  );
}
