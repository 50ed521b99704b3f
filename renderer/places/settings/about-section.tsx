import { Code, List, SimpleGrid, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { DATA_LICENCES, PACKAGE_LICENCES } from './licences.ts';
import { RulePacks } from './rule-packs.tsx';
import { SectionPart } from './section-part.tsx';

/** What is left out on purpose, for now (DESIGN 13). */
const NOT_YET = ['inbox', 'mergeFields', 'recurring', 'abTests', 'readRates'] as const;

/** What this Sundial is: versions, Meta's limits with their sources, what it does not do, whose work is in it. */
export function AboutSection(): ReactElement | null {
  const { t } = useTranslation('settings');
  const asked = useQuery(ask.about.read.queryOptions({ input: {} }));
  if (asked.isError) return <Refusal error={asked.error} retry={() => void asked.refetch()} />;
  const about = asked.data;
  if (about === undefined) return null;
  return (
    <Stack gap="md">
      <SectionPart title={t('about.title')} text={t('about.text')}>
        <SimpleGrid cols={{ base: 1, sm: 3 }} spacing="md">
          <Named name={t('about.version')}>{about.version}</Named>
          <Named name={t('about.zones')}>{about.zoneRelease}</Named>
          <Named name={t('data.folder')}>
            <Code>{about.dataFolder}</Code>
          </Named>
        </SimpleGrid>
      </SectionPart>
      <SectionPart title={t('about.limits.title')} text={t('about.limits.text')}>
        <RulePacks packs={about.rulePacks} />
      </SectionPart>
      <SectionPart title={t('about.notYet.title')} text={t('about.notYet.text')}>
        <List size="sm" spacing={4}>
          {NOT_YET.map((one) => (
            <List.Item key={one}>{t(`about.notYet.${one}`)}</List.Item>
          ))}
        </List>
      </SectionPart>
      <SectionPart title={t('about.licences.title')} text={t('about.licences.text')}>
        <SimpleGrid cols={{ base: 1, sm: 2, lg: 3 }} spacing={4} component="ul" p={0} m={0}>
          {[...PACKAGE_LICENCES, ...DATA_LICENCES].map(({ name, licence }) => (
            <Text key={name} size="sm" component="li" style={{ listStyle: 'none', overflowWrap: 'anywhere' }}>
              {name} <Text span inherit c="dimmed">{`· ${licence}`}</Text>
            </Text>
          ))}
        </SimpleGrid>
      </SectionPart>
    </Stack>
  );
}

function Named({ name, children }: { readonly name: string; readonly children: ReactNode }): ReactElement {
  return (
    <Stack gap={0} miw={0}>
      <Text size="xs" c="dimmed">
        {name}
      </Text>
      <Text size="sm" component="div" style={{ overflowWrap: 'anywhere' }}>
        {children}
      </Text>
    </Stack>
  );
}
