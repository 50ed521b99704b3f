import { Group, Select, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { ATTEMPT_OUTCOMES } from '#shared/domain/attempt.ts';
import { type ActivitySearch, readActivityAddress } from './activity-address.ts';

/** Which tries are shown; what is chosen stands in the address. */
export function TryFilters({
  text,
  setText,
}: {
  readonly text: string;
  readonly setText: (text: string) => void;
}): ReactElement {
  const { t } = useTranslation('activity');
  const search = useSearch({ from: '/activity' });
  const navigate = useNavigate();
  const choices = useQuery(ask.activity.choices.queryOptions({ input: {} })).data;
  const choose = (key: keyof ActivitySearch) => (value: string | null) =>
    void navigate({ to: '/activity', search: readActivityAddress({ ...search, [key]: value }), replace: true });
  const accounts = choices?.accounts ?? [];
  return (
    <Group align="flex-end" gap="sm" flex="1 1 480px">
      <TextInput
        label={t('person')}
        leftSection={<IconSearch size={16} aria-hidden />}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        flex="1 1 140px"
      />
      <Select
        label={t('message')}
        placeholder={t('all')}
        data={choices?.campaigns.map(({ campaign, name }) => ({ value: campaign, label: name })) ?? []}
        value={search.campaign ?? null}
        onChange={choose('campaign')}
        clearable
        searchable
        flex="1 1 160px"
      />
      <Select
        label={t('answer')}
        placeholder={t('all')}
        data={ATTEMPT_OUTCOMES.map((outcome) => ({ value: outcome, label: t(`outcome.${outcome}`) }))}
        value={search.outcome ?? null}
        onChange={choose('outcome')}
        clearable
        flex="1 1 160px"
      />
      {accounts.length < 2 ? null : (
        <Select
          label={t('account')}
          placeholder={t('all')}
          data={accounts.map(({ account, name }) => ({ value: account, label: name }))}
          value={search.account ?? null}
          onChange={choose('account')}
          clearable
          flex="1 1 140px"
        />
      )}
    </Group>
  );
}
