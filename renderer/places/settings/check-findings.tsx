import { Badge, Code, Group, Stack, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountFindingView } from '#shared/contract/accounts.ts';

const COLORS = { ok: 'teal', problem: 'red', unknown: 'gray' } as const;

/** What Meta says about an account, each thing by its name; for what is missing, how it is mended. */
export function CheckFindings({ findings }: { readonly findings: readonly AccountFindingView[] }): ReactElement {
  const { t } = useTranslation('settings');
  const problems = findings.filter(({ level }) => level === 'problem').length;
  return (
    <Stack gap="xs">
      <Text fw={600} size="sm">
        {t('accounts.check.result', { n: problems })}
      </Text>
      <Table highlightOnHover={false} layout="auto">
        <Table.Tbody>
          {findings.map((finding) => (
            <Finding key={`${finding.subject} ${finding.name ?? ''}`} finding={finding} />
          ))}
        </Table.Tbody>
      </Table>
    </Stack>
  );
}

function Finding({ finding }: { readonly finding: AccountFindingView }): ReactElement {
  const { t } = useTranslation('settings');
  const { subject, name, level, said } = finding;
  return (
    <Table.Tr>
      <Table.Th scope="row" fw={400}>
        <Group gap={6}>
          <Text size="sm" span>
            {t(`accounts.check.subject.${subject}`)}
          </Text>
          {name === null ? null : <Code>{name}</Code>}
        </Group>
        {level === 'problem' ? (
          <Text size="sm" mt={2}>
            {t(`accounts.check.mend.${subject}`)}
          </Text>
        ) : null}
        {level === 'unknown' ? (
          <Text size="sm" mt={2}>
            {t('accounts.check.unknown')}
          </Text>
        ) : null}
        {said === null ? null : (
          <Text size="xs" c="dimmed" mt={2}>
            {t('accounts.check.said')} <span lang="en">{said}</span>
          </Text>
        )}
      </Table.Th>
      <Table.Td w={140} ta="right">
        <Badge color={COLORS[level]}>{t(`accounts.check.level.${level}`)}</Badge>
      </Table.Td>
    </Table.Tr>
  );
}
