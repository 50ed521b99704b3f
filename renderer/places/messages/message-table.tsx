import { Badge, Group, Progress, Stack, Table, Text, VisuallyHidden } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { MessageLine } from '#shared/contract/messages.ts';
import type { CampaignState } from '#shared/domain/campaign-state.ts';
import { MessageMenu } from './message-menu.tsx';
import classes from './message-table.module.css';
import { useNumberWords } from './use-number-words.ts';
import { useWhenWords } from './use-when-words.ts';

/** Messages with their state, time and progress. */
export function MessageTable({ rows }: { readonly rows: readonly MessageLine[] }): ReactElement {
  const { t } = useTranslation('messages');
  return (
    <Table className={classes['table']} layout="fixed">
      <Table.Thead>
        <Table.Tr>
          <Table.Th className={classes['name']}>{t('column.name')}</Table.Th>
          <Table.Th className={classes['state']}>{t('column.state')}</Table.Th>
          <Table.Th className={classes['when']}>{t('column.when')}</Table.Th>
          <Table.Th className={classes['progress']}>{t('column.progress')}</Table.Th>
          <Table.Th className={classes['number']}>{t('column.people')}</Table.Th>
          <Table.Th className={`${classes['number']} ${classes['accepted']}`}>{t('column.accepted')}</Table.Th>
          <Table.Th className={classes['menu']}>
            <VisuallyHidden>{t('column.actions')}</VisuallyHidden>
          </Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {rows.map((line) => (
          <MessageRow key={line.campaign} line={line} />
        ))}
      </Table.Tbody>
    </Table>
  );
}

function MessageRow({ line }: { readonly line: MessageLine }): ReactElement {
  const tell = useWhenWords();
  const number = useNumberWords();
  const { campaign, name, accountName, state, counts } = line;
  const isDraft = state === 'draft';
  const toSend = counts.planned - counts.skipped;
  return (
    <Table.Tr>
      <Table.Td>
        <Stack gap={0}>
          <Link to="/messages/$campaign" params={{ campaign }} className={classes['link'] ?? ''}>
            {name}
          </Link>
          <Text size="xs" c="dimmed" truncate>
            {accountName}
          </Text>
        </Stack>
      </Table.Td>
      <Table.Td>
        <StateBadge line={line} />
      </Table.Td>
      <Table.Td>
        <Text size="sm">{tell(line)}</Text>
      </Table.Td>
      <Table.Td>{isDraft ? null : <HowFar line={line} />}</Table.Td>
      <Table.Td className={classes['number']}>{isDraft ? '' : number(toSend)}</Table.Td>
      <Table.Td className={classes['number']}>{isDraft ? '' : number(counts.sent)}</Table.Td>
      <Table.Td className={classes['menu']}>
        <MessageMenu line={line} />
      </Table.Td>
    </Table.Tr>
  );
}

const COLORS: Readonly<Record<CampaignState, string>> = {
  draft: 'gray',
  scheduled: 'blue',
  running: 'teal',
  paused: 'yellow',
  finished: 'gray',
  cancelled: 'gray',
};

function StateBadge({ line: { state, isPausedByRule } }: { readonly line: MessageLine }): ReactElement {
  const { t } = useTranslation(['messages', 'states']);
  return (
    <Group gap={4}>
      <Badge color={COLORS[state]} className={classes['badge'] ?? ''}>
        {t(`states:campaign.${state}`)}
      </Badge>
      {isPausedByRule ? <Text size="xs">{t('messages:list.pausedByRule')}</Text> : null}
    </Group>
  );
}

function HowFar({ line: { name, counts } }: { readonly line: MessageLine }): ReactElement {
  const { t } = useTranslation('messages');
  // Who was skipped is nobody's progress (as on the progress screen).
  const toSend = counts.planned - counts.skipped;
  const done = toSend - counts.pending;
  const share = toSend === 0 ? 100 : (done / toSend) * 100;
  return (
    <Stack gap={4}>
      <Progress value={share} aria-label={t('list.howFar', { name })} />
      <Text size="xs" c="dimmed">
        {t('list.done', { done, count: toSend })}
      </Text>
    </Stack>
  );
}
