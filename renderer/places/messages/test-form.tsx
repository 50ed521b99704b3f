import { Alert, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { PlanOverview } from '#shared/contract/plan.ts';
import { TestResult } from './test-result.tsx';

/** Wait after the last letter before people are looked for, in ms. */
const TYPING_MS = 150;

/** Choosing a tester and sending to them. */
export function TestForm({ plan }: { readonly plan: PlanOverview }): ReactElement {
  const { t } = useTranslation(['plan', 'common']);
  const [search, setSearch] = useState('');
  const [permission, setPermission] = useState<string | null>(null);
  const [typed] = useDebouncedValue(search, TYPING_MS);
  const campaign = plan.campaign.id;
  const people = useQuery({
    ...ask.testing.people.queryOptions({ input: { campaign, search: typed } }),
    placeholderData: keepPreviousData,
  });
  const send = useMutation(ask.testing.send.mutationOptions());
  const options = (people.data ?? []).map(({ permission: value, name, topic, metaId }) => {
    const shown = name ?? t('plan:test.unnamed', { id: metaId.slice(-4) });
    return { value, label: topic === null ? shown : `${shown} · ${topic}` };
  });
  return (
    <Stack>
      <Text size="sm">{plan.account.isPractice ? t('plan:test.practice') : t('plan:test.role')}</Text>
      <Select
        label={t('plan:test.person')}
        placeholder={t('common:search')}
        searchable
        data={options}
        filter={({ options: found }) => found}
        value={permission}
        onChange={setPermission}
        // A person who was chosen stands in the field by name; that is no new search.
        onSearchChange={(text) => options.every(({ label }) => label !== text) && setSearch(text)}
        nothingFoundMessage={t('plan:test.nobody')}
        comboboxProps={{ withinPortal: true }}
      />
      {send.error === null ? null : <Refusal error={send.error} />}
      {send.data === undefined ? null : <TestResult result={send.data} />}
      {plan.account.platform === 'instagram' ? <Alert color="yellow">{t('plan:test.instagram')}</Alert> : null}
      <Group justify="flex-end">
        <Button
          disabled={permission === null}
          loading={send.isPending}
          onClick={() => permission !== null && send.mutate({ campaign, permission })}
        >
          {t('plan:test.send')}
        </Button>
      </Group>
    </Stack>
  );
}
