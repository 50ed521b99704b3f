import { Anchor, Button, Group, Paper, Stack, Table, Text, Title } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { PlanGroup, PlanOverview, PlanPerson } from '#shared/contract/plan.ts';

/** People fetched at a time. */
const PAGE = 50;

/** The people of one group of a plan, page by page. */
export function PlanPeople({ plan, group }: { readonly plan: PlanOverview; readonly group: PlanGroup }): ReactElement {
  const { t } = useTranslation(['plan', 'reasons']);
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  const { planId, campaign } = plan;
  const people = useInfiniteQuery(
    ask.plan.people.infiniteOptions({
      input: (after: number | null) => ({ campaign: campaign.id, planId, group, after, limit: PAGE }),
      initialPageParam: null as number | null, // the first page
      getNextPageParam: ({ next }) => next,
    }),
  );
  const rows = people.data?.pages.flatMap((page) => page.rows) ?? [];
  const name = isNote(group) ? t(`plan:note.${group}.short`) : t(`reasons:${group}.short`);
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4" ref={heading} tabIndex={-1}>
        {t('plan:people.title', { what: name })}
      </Title>
      {people.error === null ? null : <Refusal error={people.error} retry={() => void people.refetch()} />}
      {people.data === undefined ? null : <PeopleTable rows={rows} isSkipped={!isNote(group)} />}
      {people.hasNextPage ? (
        <Group>
          <Button variant="default" loading={people.isFetchingNextPage} onClick={() => void people.fetchNextPage()}>
            {t('plan:people.more')}
          </Button>
        </Group>
      ) : null}
    </Stack>
  );
}

type Note = 'scheduled' | 'moved' | 'gap' | 'overlap' | 'fallback';

function isNote(group: PlanGroup): group is Note {
  return ['scheduled', 'moved', 'gap', 'overlap', 'fallback'].includes(group);
}

function PeopleTable({
  rows,
  isSkipped,
}: {
  readonly rows: readonly PlanPerson[];
  readonly isSkipped: boolean;
}): ReactElement {
  const { t } = useTranslation(['plan', 'common']);
  return (
    <Paper p="xs">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('plan:people.name')}</Table.Th>
            <Table.Th scope="col">{t('plan:people.topic')}</Table.Th>
            <Table.Th scope="col">{isSkipped ? t('plan:people.earliest') : t('plan:people.when')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const when = isSkipped ? row.earliest : row.due;
            return (
              <Table.Tr key={`${row.person} ${row.topic ?? ''}`}>
                <Table.Td>
                  <Anchor
                    size="sm"
                    renderRoot={(props) => <Link to="/people" search={{ person: row.person }} {...props} />}
                  >
                    {row.name ?? t('common:unnamed')}
                  </Anchor>
                </Table.Td>
                <Table.Td>{row.topic}</Table.Td>
                <Table.Td>
                  {when === null ? <Text c="dimmed">{t('plan:people.never')}</Text> : <MomentText moment={when} />}
                </Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
