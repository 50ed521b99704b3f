import { Button, Group, Select, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch, IconX } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { memo, type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { TOKEN_STATUSES } from '#shared/domain/notification-token.ts';
import { NO_FILTER, type PeopleAddress } from './people-address.ts';
import { SavedFilters } from './saved-filters.tsx';

/** Wait after a key before the list is asked, in ms: one question for a word, not one for each letter (Sundial's choice). */
const TYPING_MS = 120;

/** Search and filters; all of it stands in the address, so that pages which are loaded draw nothing of it again. */
export const PeopleToolbar = memo(function PeopleToolbar({
  address,
}: {
  readonly address: PeopleAddress;
}): ReactElement {
  const { t } = useTranslation('people');
  const { search, go, isFiltered } = address;
  const {
    accounts = [],
    topics = [],
    zones = [],
  } = useQuery(ask.people.choices.queryOptions({ input: {} })).data ?? {};
  return (
    <Group gap="xs" align="flex-end">
      <SearchField value={search.q ?? ''} onChange={(q) => go({ q: q === '' ? undefined : q }, { replace: true })} />
      {accounts.length < 2 ? null : (
        <Choice
          label={t('filter.account')}
          choices={accounts.map(({ id, name }) => ({ value: id, label: name }))}
          value={search.account}
          choose={(account) => go({ account })}
        />
      )}
      <Choice
        label={t('filter.topic')}
        choices={topics.map(({ topic }) => ({ value: topic, label: topic }))}
        value={search.topic}
        choose={(topic) => go({ topic })}
      />
      <Choice
        label={t('filter.status')}
        choices={TOKEN_STATUSES.map((status) => ({ value: status, label: t(`status.${status}`) }))}
        value={search.status}
        choose={(status) => go({ status: TOKEN_STATUSES.find((one) => one === status) })}
      />
      <Choice
        label={t('filter.zone')}
        choices={zones.map(({ zone }) => ({ value: zone, label: zone.replaceAll('_', ' ') }))}
        value={search.zone}
        choose={(zone) => go({ zone })}
      />
      <SavedFilters address={address} />
      {isFiltered ? (
        <Button variant="subtle" leftSection={<IconX size={16} aria-hidden />} onClick={() => go(NO_FILTER)}>
          {t('filter.clear')}
        </Button>
      ) : null}
    </Group>
  );
});

/** Choices above this number are found by typing (Sundial's choice). */
const MANY = 10;

function Choice({
  label,
  choices,
  value,
  choose,
}: {
  readonly label: string;
  readonly choices: readonly { readonly value: string; readonly label: string }[];
  readonly value: string | undefined;
  readonly choose: (value: string | undefined) => void;
}): ReactElement {
  const { t } = useTranslation('people');
  return (
    <Select
      label={label}
      placeholder={t('filter.any')}
      data={[...choices]}
      value={value ?? null}
      onChange={(chosen) => choose(chosen ?? undefined)}
      clearable
      searchable={choices.length > MANY}
      limit={60}
      w={150}
    />
  );
}

function SearchField({
  value,
  onChange,
}: {
  readonly value: string;
  readonly onChange: (value: string) => void;
}): ReactElement {
  const { t } = useTranslation('people');
  const [text, setText] = useState(value);
  const [told, setTold] = useState(value);
  const tell = useDebouncedCallback((next: string) => {
    setTold(next);
    onChange(next);
  }, TYPING_MS);
  // The address changed by another hand: "clear filters", a saved filter, the browser's way back.
  useEffect(() => {
    if (value === told) return;
    setTold(value);
    setText(value);
  }, [value, told]);
  return (
    <TextInput
      type="search"
      label={t('filter.search')}
      placeholder={t('filter.searchHint')}
      leftSection={<IconSearch size={16} aria-hidden />}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value);
      }}
      flex="1 1 200px"
      maxLength={200}
    />
  );
}
