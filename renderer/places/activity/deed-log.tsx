import { Table, Text, TextInput } from '@mantine/core';
import { IconSearch } from '@tabler/icons-react';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { Deed } from '#shared/contract/activity.ts';
import { ExportButton } from './export-button.tsx';
import { LogFrame } from './log-frame.tsx';
import { LOG_PAGE, useLogSearch } from './log-search.ts';

/** Who did what, newest first. */
export function DeedLog(): ReactElement {
  const { t } = useTranslation('activity');
  const { text, setText, search } = useLogSearch();
  const log = useInfiniteQuery(
    ask.activity.deeds.infiniteOptions({
      input: (after: string | null) => ({ after, limit: LOG_PAGE, search }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <LogFrame
      log={log}
      filters={
        <TextInput
          label={t('searchDeeds')}
          leftSection={<IconSearch size={16} aria-hidden />}
          value={text}
          onChange={(event) => setText(event.currentTarget.value)}
          flex="1 1 240px"
          maw={420}
        />
      }
      save={<ExportButton fileName={t('file.deeds')} pieces={() => engine.activity.exportDeeds({})} />}
      headings={
        <>
          <Table.Th w="28%">{t('when')}</Table.Th>
          <Table.Th>{t('what')}</Table.Th>
          <Table.Th>{t('about')}</Table.Th>
          <Table.Th w="16%">{t('who')}</Table.Th>
        </>
      }
      lines={rows.map((deed) => <DeedLine key={deed.id} deed={deed} />)}
    />
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
