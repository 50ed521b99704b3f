import { Button, Group, Select, Stack, TextInput, Title } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { OUTCOMES, type OutcomeGroup, type ProgressRead } from '#shared/contract/progress.ts';
import { OutcomeTable } from './outcome-table.tsx';

/** People fetched at a time. */
const PAGE = 50;
/** Wait after the last letter before people are looked for, in ms. */
const TYPING_MS = 250;

const COUNT_OF = {
  sent: 'sent',
  failed: 'failed',
  skipped: 'skipped',
  missed: 'missed',
  cancelled: 'cancelled',
  uncertain: 'uncertain',
  waiting: 'pending',
} as const satisfies Record<OutcomeGroup, keyof ProgressRead['counts']>;

/** Everybody by what became of their message, with a search by name. */
export function OutcomePeople({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation('progress');
  const { counts, id } = progress;
  const filled = OUTCOMES.filter((outcome) => counts[COUNT_OF[outcome]] > 0);
  const [chosen, setChosen] = useState<OutcomeGroup | null>(null);
  const [search, setSearch] = useState('');
  const [typed] = useDebouncedValue(search, TYPING_MS);
  const outcome = chosen ?? filled[0] ?? 'sent';
  const people = useInfiniteQuery({
    ...ask.results.people.infiniteOptions({
      input: (after: string | null) => ({ campaign: id, outcome, reason: null, search: typed, after, limit: PAGE }),
      initialPageParam: null as string | null, // the first page
      getNextPageParam: ({ next }) => next,
    }),
    enabled: filled.length > 0,
  });
  if (filled.length === 0) return null;
  return (
    <Stack gap="sm" component="section">
      <Title order={2} size="h4">
        {t('people.title')}
      </Title>
      <Group align="flex-end">
        <Select
          label={t('people.outcome')}
          data={filled.map((value) => ({ value, label: t(`outcome.${value}`) }))}
          value={outcome}
          onChange={(value) => setChosen(OUTCOMES.find((one) => one === value) ?? null)}
          allowDeselect={false}
        />
        <TextInput
          label={t('people.search')}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
      </Group>
      {people.error === null ? null : <Refusal error={people.error} retry={() => void people.refetch()} />}
      {people.data === undefined ? null : <OutcomeTable rows={people.data.pages.flatMap(({ rows }) => rows)} />}
      {people.hasNextPage ? (
        <Group>
          <Button variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t('people.more')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}
