import { Group, Kbd, Modal, Table, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { SHORTCUTS } from './shortcuts.ts';

/** Every shortcut with what it does, made from the table of shortcuts. */
export function ShortcutSheet({
  isOpen,
  close,
}: {
  readonly isOpen: boolean;
  readonly close: () => void;
}): ReactElement {
  const { t } = useTranslation('frame');
  return (
    <Modal opened={isOpen} onClose={close} title={t('sheet.title')}>
      <Table highlightOnHover={false}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th>{t('sheet.what')}</Table.Th>
            <Table.Th w={140}>{t('sheet.keys')}</Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {SHORTCUTS.map(({ keys, word }) => (
            <Table.Tr key={word}>
              <Table.Td>{t(`shortcut.${word}`)}</Table.Td>
              <Table.Td>
                <Group gap={6} wrap="nowrap">
                  {keys.map((key) => (
                    <Kbd key={key}>{shown(key)}</Kbd>
                  ))}
                </Group>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
      <Text size="sm" c="dimmed" mt="sm">
        {t('sheet.note')}
      </Text>
    </Modal>
  );
}

/** A key as it stands on the keyboard of this computer. */
function shown(key: string): string {
  const mod = /mac/i.test(navigator.userAgent) ? '⌘ ' : 'Ctrl ';
  return key.startsWith('mod+') ? mod + key.slice('mod+'.length).toUpperCase() : key.toUpperCase();
}
