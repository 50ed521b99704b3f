import { Anchor, Paper, Table, Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText } from '#renderer/parts/moment-text.tsx';
import type { OutcomeRow } from '#shared/contract/progress.ts';

/** People with what became of their message, why, and when. */
export function OutcomeTable({ rows }: { readonly rows: readonly OutcomeRow[] }): ReactElement {
  const { t } = useTranslation(['progress', 'common', 'reasons']);
  if (rows.length === 0) return <Text c="dimmed">{t('progress:people.nobody')}</Text>;
  return (
    <Paper p="xs">
      <Table>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('progress:people.name')}</Table.Th>
            <Table.Th scope="col">{t('progress:people.why')}</Table.Th>
            <Table.Th scope="col">{t('progress:people.when')}</Table.Th>
            <Table.Th scope="col">{t('progress:people.earliest')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {rows.map((row) => {
            const when = row.state === 'skipped' ? row.due : (row.ended ?? row.due);
            return (
              <Table.Tr key={row.id}>
                <Table.Td>
                  <Anchor
                    size="sm"
                    renderRoot={(props) => <Link to="/people" search={{ person: row.person }} {...props} />}
                  >
                    {row.name ?? t('common:unnamed')}
                  </Anchor>
                </Table.Td>
                <Table.Td>{row.reason === null ? null : t(`reasons:${row.reason}.short`)}</Table.Td>
                <Table.Td>{when === null ? null : <MomentText moment={when} />}</Table.Td>
                <Table.Td>{row.earliest === null ? null : <MomentText moment={row.earliest} />}</Table.Td>
              </Table.Tr>
            );
          })}
        </Table.Tbody>
      </Table>
    </Paper>
  );
}
