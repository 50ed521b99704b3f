import { Button, Paper, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { PlanGroup, PlanOverview } from '#shared/contract/plan.ts';
import { useNumberWords } from './use-number-words.ts';

const NOTES = ['scheduled', 'moved', 'gap', 'overlap', 'fallback'] as const;

const ANYWAY: PlanGroup = 'sameRecipient';

/** Who gets it and what is worth saying about their time, then who does not, by reason; each can be opened. */
export function PlanGroups({
  plan,
  group,
  onGroup,
}: {
  readonly plan: PlanOverview;
  readonly group: PlanGroup | null;
  readonly onGroup: (group: PlanGroup | null) => void;
}): ReactElement {
  const { t } = useTranslation(['plan', 'reasons']);
  const notes = NOTES.filter((note) => plan[note] > 0).map((note) => ({
    group: note as PlanGroup, // a note is a group
    count: plan[note],
    words: t(`plan:note.${note}.short`),
    why: t(`plan:note.${note}.why`),
  }));
  const outside = plan.notInAudience === 0 ? [] : [{ reason: 'notInAudience' as const, count: plan.notInAudience }]; // one of the reasons
  const told = [...plan.byReason, ...outside].map(({ reason, count }) => ({
    group: reason,
    count,
    words: t(`reasons:${reason}.short`),
    why: t(`reasons:${reason}.why`),
  }));
  // These people get it, through another of their permissions.
  const anyway = told.filter((row) => row.group === ANYWAY);
  const reasons = told.filter((row) => row.group !== ANYWAY);
  return (
    <Stack gap="lg">
      <GroupTable title={t('plan:groups.get')} rows={[...notes, ...anyway]} group={group} onGroup={onGroup} />
      <GroupTable title={t('plan:groups.skipped')} rows={reasons} group={group} onGroup={onGroup} />
    </Stack>
  );
}

function GroupTable({
  title,
  rows,
  group,
  onGroup,
}: {
  readonly title: string;
  readonly rows: readonly {
    readonly group: PlanGroup;
    readonly count: number;
    readonly words: string;
    readonly why: string;
  }[];
  readonly group: PlanGroup | null;
  readonly onGroup: (group: PlanGroup | null) => void;
}): ReactElement | null {
  const { t } = useTranslation('plan');
  const number = useNumberWords();
  if (rows.length === 0) return null;
  return (
    <Stack gap="xs" component="section">
      <Title order={2} size="h4">
        {title}
      </Title>
      <Paper p="xs">
        <Table aria-label={title}>
          <Table.Tbody>
            {rows.map((row) => (
              <Table.Tr key={row.group}>
                <Table.Td w={90} ta="right" fw={650}>
                  {number(row.count)}
                </Table.Td>
                <Table.Td>
                  <Text fw={500}>{row.words}</Text>
                  <Text size="sm" c="dimmed">
                    {row.why}
                  </Text>
                </Table.Td>
                <Table.Td ta="right">
                  <Button
                    size="compact-sm"
                    variant={row.group === group ? 'light' : 'default'}
                    aria-pressed={row.group === group}
                    aria-label={t('groups.showNamed', { what: row.words })}
                    onClick={() => onGroup(row.group === group ? null : row.group)}
                  >
                    {t('groups.show')}
                  </Button>
                </Table.Td>
              </Table.Tr>
            ))}
          </Table.Tbody>
        </Table>
      </Paper>
    </Stack>
  );
}
