import { Group, Pagination, Stack, Table, Tabs, Text } from '@mantine/core';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ListFlag, ListReject, PreparedImport } from '#shared/contract/imports.ts';
import { FlagText, RejectText } from './finding-text.tsx';
import { RejectsDownload } from './rejects-download.tsx';

/** Rows of a page (Sundial's choice). */
const PAGE = 20;

/** Rows that are left out and rows that are odd, each with its reason. */
export function Findings({ prepared }: { readonly prepared: PreparedImport }): ReactElement | null {
  const { t } = useTranslation('import');
  if (prepared.rejected + prepared.flagged === 0) return null;
  return (
    <Tabs defaultValue={prepared.rejected > 0 ? 'rejects' : 'flags'}>
      <Tabs.List>
        {prepared.rejected > 0 ? (
          <Tabs.Tab value="rejects">{t('findings.rejects', { count: prepared.rejected })}</Tabs.Tab>
        ) : null}
        {prepared.flagged > 0 ? (
          <Tabs.Tab value="flags">{t('findings.flags', { count: prepared.flagged })}</Tabs.Tab>
        ) : null}
      </Tabs.List>
      {prepared.rejected > 0 ? (
        <Tabs.Panel value="rejects" pt="md">
          <Stack gap="sm">
            <Group justify="space-between" gap="md">
              <Text size="sm" c="dimmed" flex="1 1 280px">
                {t('findings.rejectsText')}
              </Text>
              {prepared.hasRejectsFile ? <RejectsDownload prepared={prepared.prepared} file={prepared.file} /> : null}
            </Group>
            <FindingPages
              findings={prepared.rejects}
              all={prepared.rejected}
              show={(reject) => <RejectText reject={reject} />}
            />
          </Stack>
        </Tabs.Panel>
      ) : null}
      {prepared.flagged > 0 ? (
        <Tabs.Panel value="flags" pt="md">
          <Stack gap="sm">
            <Text size="sm" c="dimmed">
              {t('findings.flagsText')}
            </Text>
            <FindingPages findings={prepared.flags} all={prepared.flagged} show={(flag) => <FlagText flag={flag} />} />
          </Stack>
        </Tabs.Panel>
      ) : null}
    </Tabs>
  );
}

function FindingPages<Told extends ListReject | ListFlag>({
  findings,
  all,
  show,
}: {
  readonly findings: readonly Told[];
  /** How many there are, of which at most 1,000 are told. */
  readonly all: number;
  readonly show: (finding: Told) => ReactElement;
}): ReactElement {
  const { t } = useTranslation('import');
  const [page, setPage] = useState(1);
  const pages = Math.ceil(findings.length / PAGE);
  const shown = findings.slice((page - 1) * PAGE, page * PAGE);
  return (
    <Stack gap="sm">
      <Table aria-label={t('findings.table')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={90}>{t('preview.row')}</Table.Th>
            <Table.Th>{t('findings.reason')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {shown.map((finding, index) => (
            <Table.Tr key={`${finding.row}-${index}`}>
              <Table.Td>{finding.row}</Table.Td>
              <Table.Td>{show(finding)}</Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Group justify="space-between">
        {all > findings.length ? (
          <Text size="sm" c="dimmed">
            {t('findings.firstOnly', { count: findings.length })}
          </Text>
        ) : (
          <span />
        )}
        {pages > 1 ? (
          <Pagination
            total={pages}
            value={page}
            onChange={setPage}
            size="sm"
            getControlProps={(control) => ({ 'aria-label': t(`pages.${control}`) })}
            getItemProps={(item) => ({ 'aria-label': t('pages.one', { page: item }) })}
          />
        ) : null}
      </Group>
    </Stack>
  );
}
