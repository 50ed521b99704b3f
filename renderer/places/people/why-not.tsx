import { Alert, Collapse, Select, Stack, Text, UnstyledButton } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { WhyNot as Explained } from '#shared/contract/people.ts';
import type { Person } from '#shared/contract/person.ts';

/** Whether this person gets a message of one's choice, and why not. */
export function WhyNot({ person }: { readonly person: Person }): ReactElement | null {
  const { t } = useTranslation('people');
  const [campaign, setCampaign] = useState<string | null>(null);
  const campaigns = useQuery(ask.people.choices.queryOptions({ input: {} })).data?.campaigns ?? [];
  const told = useQuery({
    ...ask.people.whyNot.queryOptions({ input: { person: person.id, campaign: campaign ?? '' } }),
    enabled: campaign !== null,
  });
  if (campaigns.length === 0) return null;
  return (
    <Stack gap="xs">
      <Select
        label={t('whyNot.label')}
        placeholder={t('whyNot.choose')}
        data={campaigns.map(({ id, name }) => ({ value: id, label: name }))}
        value={campaign}
        onChange={setCampaign}
        searchable
        limit={50}
      />
      {campaign !== null && told.error !== null ? <Refusal error={told.error} /> : null}
      {campaign !== null && told.data !== undefined ? <Answer told={told.data} /> : null}
    </Stack>
  );
}

function Answer({ told }: { readonly told: Explained }): ReactElement {
  const { t } = useTranslation(['people', 'reasons', 'common']);
  const tell = useMomentWords();
  const [isOpen, open] = useDisclosure(false);
  const { verdict, reason, due, earliest, sentence, rule } = told;
  return (
    <Alert variant="light" color={verdict === 'wont' ? 'red' : 'gray'} title={t(`whyNot.${verdict}`)} role="status">
      <Stack gap={4}>
        {reason === null ? null : <Text size="sm">{t(`reasons:${reason}.why`)}</Text>}
        {verdict === 'wont' && reason === null ? <Text size="sm">{t('whyNot.cameLater')}</Text> : null}
        {due === null ? null : <Text size="sm">{t('whyNot.due', { when: tell(due) })}</Text>}
        {earliest === null ? null : <Text size="sm">{t('whyNot.earliest', { when: tell(earliest) })}</Text>}
        <UnstyledButton onClick={open.toggle} aria-expanded={isOpen}>
          <Text size="sm" td="underline">
            {t('common:details')}
          </Text>
        </UnstyledButton>
        <Collapse expanded={isOpen}>
          <Text size="sm" lang="en">
            {sentence} {rule.source}
          </Text>
        </Collapse>
      </Stack>
    </Alert>
  );
}
