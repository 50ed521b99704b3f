import { Accordion, Group, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { dateText } from '#renderer/parts/day-format.ts';
import type { About } from '#shared/contract/about.ts';
import { usePackName } from './pack-name.ts';

type Pack = About['rulePacks'][number];

/** Meta's limits as Sundial knows them, by the day they hold from; each limit with where it is written. */
export function RulePacks({ packs }: { readonly packs: readonly Pack[] }): ReactElement {
  const { t, i18n } = useTranslation('settings');
  const packName = usePackName();
  return (
    <Accordion variant="separated" order={3}>
      {packs.map((pack) => (
        <Accordion.Item key={pack.name} value={pack.name}>
          <Accordion.Control>
            <Group gap="sm">
              <Text fw={600}>{packName(pack.name)}</Text>
              <Text size="sm" c="dimmed">
                {t('about.limits.dated', { day: dateText(pack.dated, i18n.language) })}
              </Text>
            </Group>
          </Accordion.Control>
          <Accordion.Panel>
            <RuleTable pack={pack} />
          </Accordion.Panel>
        </Accordion.Item>
      ))}
    </Accordion>
  );
}

function RuleTable({ pack }: { readonly pack: Pack }): ReactElement {
  const { t } = useTranslation('settings');
  const packName = usePackName();
  return (
    <Table aria-label={packName(pack.name)} highlightOnHover={false}>
      <Table.Thead>
        <Table.Tr>
          <Table.Th scope="col">{t('about.limits.rule')}</Table.Th>
          <Table.Th scope="col">{t('about.limits.value')}</Table.Th>
          <Table.Th scope="col">{t('about.limits.source')}</Table.Th>
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {pack.rules.map((rule) => (
          <Table.Tr key={rule.name}>
            <Table.Td>{t(`about.rule.${rule.name}`)}</Table.Td>
            <Table.Td>{t(`about.unit.${rule.unit}`, { n: rule.value })}</Table.Td>
            <Table.Td>
              <Text size="xs" c="dimmed" lang="en">
                {rule.source}
              </Text>
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}
