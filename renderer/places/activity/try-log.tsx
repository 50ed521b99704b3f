import { Badge, Table, Text } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery } from '@tanstack/react-query';
import { useSearch } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { Tried } from '#shared/contract/activity.ts';
import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import { ExportButton } from './export-button.tsx';
import { LogFrame } from './log-frame.tsx';
import { LOG_PAGE, useLogSearch } from './log-search.ts';
import { TryFilters } from './try-filters.tsx';

/** Every try to send, newest first, with what Meta answered. */
export function TryLog(): ReactElement {
  const { t } = useTranslation('activity');
  const { account = null, campaign = null, outcome = null } = useSearch({ from: '/activity' });
  const { text, setText, search } = useLogSearch();
  const filter = { account, campaign, outcome, search };
  const log = useInfiniteQuery(
    ask.activity.tries.infiniteOptions({
      input: (after: string | null) => ({ ...filter, after, limit: LOG_PAGE }),
      initialPageParam: null,
      getNextPageParam: ({ next }) => next,
      placeholderData: keepPreviousData,
    }),
  );
  const rows = log.data?.pages.flatMap((page) => page.rows) ?? [];
  return (
    <LogFrame
      log={log}
      filters={<TryFilters text={text} setText={setText} />}
      save={<ExportButton fileName={t('file.tries')} pieces={() => engine.activity.exportTries(filter)} />}
      headings={
        <>
          <Table.Th w="24%">{t('when')}</Table.Th>
          <Table.Th>{t('person')}</Table.Th>
          <Table.Th>{t('message')}</Table.Th>
          <Table.Th>{t('answer')}</Table.Th>
          <Table.Th w="14%">{t('code')}</Table.Th>
        </>
      }
      lines={rows.map((tried) => <TryLine key={tried.id} tried={tried} />)}
    />
  );
}

function TryLine({ tried }: { readonly tried: Tried }): ReactElement {
  const { t } = useTranslation('activity');
  const { code, subcode, httpStatus, outcome } = tried;
  const codes = [code, subcode].filter((one) => one !== null).join('/');
  return (
    <Table.Tr>
      <Table.Td>
        <MomentText moment={tried.at} />
        {tried.number > 1 ? (
          <Text size="sm" c="dimmed">
            {t('tryNumber', { n: tried.number })}
          </Text>
        ) : null}
      </Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>{tried.personName ?? t('common:unnamed')}</Table.Td>
      <Table.Td style={{ overflowWrap: 'anywhere' }}>
        {tried.campaignName ?? t(`kind.${tried.kind}`)}
        <Text size="sm" c="dimmed">
          {tried.accountName}
        </Text>
      </Table.Td>
      <Table.Td>
        <Badge color={outcome === null ? 'gray' : COLORS[outcome]} style={{ height: 'auto', whiteSpace: 'normal' }}>
          {t(outcome === null ? 'underWay' : `outcome.${outcome}`)}
        </Badge>
      </Table.Td>
      <Table.Td>
        {codes === '' && outcome !== 'accepted' ? (httpStatus ?? '') : codes}
        {tried.traceId === null ? null : (
          <Text size="xs" c="dimmed" style={{ overflowWrap: 'anywhere' }}>
            {tried.traceId}
          </Text>
        )}
      </Table.Td>
    </Table.Tr>
  );
}

const COLORS: Readonly<Record<AttemptOutcome, string>> = {
  accepted: 'green',
  tooEarly: 'yellow',
  stopped: 'gray',
  unavailable: 'gray',
  invalidToken: 'gray',
  badRequest: 'red',
  throttled: 'yellow',
  unauthorized: 'red',
  blocked: 'red',
  notSent: 'yellow',
  uncertain: 'orange',
};
