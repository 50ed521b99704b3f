import { Group, Stack, Table, Text, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { Deed } from '#shared/contract/activity.ts';
import { ExportButton } from './export-button.tsx';
import { LogEnd } from './log-end.tsx';

/** Lines of one reading. */
const PAGE = 100;
/** Quiet after the last key before the log is searched, in ms (Sundial's choice). */
const SEARCH_AFTER_MS = 200;

/** Who did what, newest first. */
export function DeedLog(): ReactElement {
  const { t } = useTranslation('activity');
  const [text, setText] = useState('');
  const [search] = useDebouncedValue(text, SEARCH_AFTER_MS);
  const log = useInfiniteQuery(
    ask.activity.deeds.infiniteOptions({
      input: (after: string | null) => ({ after, limit: PAGE, search }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <Stack gap="md">
      <Group justify="space-between" align="flex-end">
        <TextInput
          label={t('searchDeeds')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          flex="1 1 240px"
          maw={420}
        />
        <ExportButton fileName={t('file.deeds')} pieces={() => engine.activity.exportDeeds({})} />
      </Group>
      {log.error === null ? null : <Refusal error={log.error} retry={() => void log.refetch()} />}
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w="28%">{t('when')}</Table.Th>
            <Table.Th>{t('what')}</Table.Th>
            <Table.Th>{t('about')}</Table.Th>
            <Table.Th w="16%">{t('who')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((deed) => (
            <DeedLine key={deed.id} deed={deed} />
          ))}
        </Table.Tbody>
      </Table>
      {log.data === undefined ? null : (
        <LogEnd
          shown={rows.length}
          hasMore={log.hasNextPage}
          isBusy={log.isFetchingNextPage}
          showMore={() => void log.fetchNextPage()}
        />
      )}
    </Stack>
  );
}

function DeedLine({ deed }: { readonly deed: Deed }): ReactElement {
  const { t, i18n } = useTranslation('activity');
  const word = `activity:action.${deed.action}`;
  const actor = `activity:actor.${deed.actor}`;
  return (
    <Table.Tr>
      <Table.Td>
        <MomentText moment={deed.at} />
      </Table.Td>
      <Table.Td>{i18n.exists(word) ? t(word) : deed.action}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {deed.subjectName ?? deed.subject}
        {deed.subjectName === null ? null : (
          <Text span size="sm" c="dimmed">
            {` ${deed.subject}`}
          </Text>
        )}
      </Table.Td>
      <Table.Td>{i18n.exists(actor) ? t(actor) : deed.actor}</Table.Td>
    </Table.Tr>
  );
}
