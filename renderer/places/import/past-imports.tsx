import { Badge, Stack, Table, Text, Title } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { PastImport } from '#shared/contract/imports.ts';
import { UndoImport } from './undo-import.tsx';

/** Lists that were taken in before, each with the way back. */
export function PastImports({ imports }: { readonly imports: readonly PastImport[] }): ReactElement | null {
  const { t } = useTranslation('import');
  if (imports.length === 0) return null;
  return (
    <Stack gap="xs">
      <Title order={2} size="h4">
        {t('past.title')}
      </Title>
      <Table aria-label={t('past.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('past.list')}</Table.Th>
            <Table.Th>{t('past.when')}</Table.Th>
            <Table.Th>{t('past.brought')}</Table.Th>
            <Table.Th w={150} ta="end">
              {t('past.back')}
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {imports.map((made) => (
            <Table.Tr key={made.id}>
              <Table.Td>
                <Text size="sm" style={{ overflowWrap: 'anywhere' }}>
                  {made.file ?? t('past.fromMeta')}
                </Text>
                <Text size="xs" c="dimmed">
                  {made.account.name}
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm">
                  <MomentText moment={made.appliedAt} />
                </Text>
              </Table.Td>
              <Table.Td>
                <Text size="sm">{t('past.counts', { made: made.new, changed: made.changed })}</Text>
              </Table.Td>
              <Table.Td ta="end">
                {made.undoneAt === null ? (
                  <UndoImport made={made} size="xs" />
                ) : (
                  <Badge color="gray">{t('past.undone')}</Badge>
                )}
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}
