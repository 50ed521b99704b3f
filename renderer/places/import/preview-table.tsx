import { Badge, Code, Group, Stack, Table, Text } from '@mantine/core';
import { IconAlertTriangle, IconCircleX } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '#renderer/parts/day-format.ts';
import { clockText, placeOf, useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { PreviewRow } from '#shared/contract/imports.ts';
import { FlagText, RejectText } from './finding-text.tsx';

/** The first rows of a file as they would be read; what is wrong with a row stands right under it. */
export function PreviewTable({ rows }: { readonly rows: readonly PreviewRow[] }): ReactElement {
  const { t } = useTranslation('import');
  return (
    <Table.ScrollContainer minWidth={640} scrollAreaProps={{ viewportProps: { tabIndex: 0 } }}>
      <Table aria-label={t('preview.title')} layout="fixed">
        <Table.Thead>
          <Table.Tr>
            <Table.Th w={64}>{t('preview.row')}</Table.Th>
            <Table.Th>{t('preview.person')}</Table.Th>
            <Table.Th>{t('preview.zone')}</Table.Th>
            <Table.Th>{t('field.topic')}</Table.Th>
            <Table.Th>{t('preview.given')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row, index) => (
            // One row of a log or a page of JSON can hold several people.
            <PreviewLine key={`${row.row}-${index}`} row={row} />
          ))}
        </Table.Tbody>
      </Table>
    </Table.ScrollContainer>
  );
}

function PreviewLine({ row }: { readonly row: PreviewRow }): ReactElement {
  const { t, i18n } = useTranslation(['import', 'common']);
  if (row.reject !== null) {
    return (
      <Table.Tr>
        <Table.Td>{row.row}</Table.Td>
        <Table.Td colSpan={4}>
          <Group gap="xs" wrap="nowrap" align="flex-start">
            <IconCircleX size={18} aria-hidden />
            <Text size="sm">
              {t('preview.leftOut')} <RejectText reject={row.reject} />
            </Text>
          </Group>
        </Table.Td>
      </Table.Tr>
    );
  }
  if (row.happened !== null) return <HappenedLine row={row} happened={row.happened} />;
  return (
    <Table.Tr>
      <Table.Td>{row.row}</Table.Td>
      <Table.Td>
        <Text size="sm" truncate>
          {row.name ?? t('common:unnamed')}
        </Text>
        <Group gap={6} wrap="nowrap">
          <Text size="xs" c="dimmed" truncate>
            {row.metaId}
          </Text>
          {row.token === null ? null : <Code>{row.token}</Code>}
        </Group>
        {row.isStopped ? <Badge color="red">{t('preview.stopped')}</Badge> : null}
        <Flags row={row} />
      </Table.Td>
      <Table.Td>
        <ZoneCell row={row} />
      </Table.Td>
      <Table.Td>
        <Text size="sm" truncate>
          {row.topic}
        </Text>
      </Table.Td>
      <Table.Td>
        <Text size="sm">
          {row.createdAt === null ? null : dateText((row.createdAt.there ?? row.createdAt.here).local, i18n.language)}
        </Text>
      </Table.Td>
    </Table.Tr>
  );
}

/** What somebody did besides giving or taking back a permission. */
function HappenedLine({
  row,
  happened: { kind, at },
}: {
  readonly row: PreviewRow;
  readonly happened: NonNullable<PreviewRow['happened']>;
}): ReactElement {
  const { t } = useTranslation('import');
  const tell = useMomentWords();
  return (
    <Table.Tr>
      <Table.Td>{row.row}</Table.Td>
      <Table.Td>
        <Text size="xs" c="dimmed" truncate>
          {row.metaId}
        </Text>
      </Table.Td>
      <Table.Td colSpan={3}>
        <Text size="sm">{t(`preview.happened.${kind}`, { when: tell(at) })}</Text>
      </Table.Td>
    </Table.Tr>
  );
}

function ZoneCell({ row }: { readonly row: PreviewRow }): ReactElement {
  const { t, i18n } = useTranslation('import');
  const there = row.now?.there ?? null;
  if (there === null) {
    return (
      <Text size="sm" c="dimmed">
        {row.zone === null ? t('preview.noZone') : t('preview.unknownZone')}
      </Text>
    );
  }
  return (
    <>
      <Text size="sm">{placeOf(there.zone)}</Text>
      <Text size="xs" c="dimmed">
        {t('preview.nowThere', { time: clockText(there, 'time', i18n.language) })}
      </Text>
    </>
  );
}

function Flags({ row }: { readonly row: PreviewRow }): ReactElement | null {
  if (row.flags.length === 0) return null;
  return (
    <Stack gap={2} mt={4}>
      {row.flags.map((flag) => (
        <Group key={`${flag.code}-${flag.column}`} gap={6} wrap="nowrap" align="flex-start">
          <IconAlertTriangle size={16} aria-hidden style={{ flexShrink: 0 }} />
          <Text size="xs">
            <FlagText flag={flag} />
          </Text>
        </Group>
      ))}
    </Stack>
  );
}
