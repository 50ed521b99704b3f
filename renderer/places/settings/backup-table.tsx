import { Button, ScrollArea, Table, VisuallyHidden } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { MomentText, useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { BackupView } from '#shared/contract/data.ts';

/** The backups, newest first. */
export function BackupTable({
  backups,
  onRestore,
}: {
  readonly backups: readonly BackupView[];
  readonly onRestore: (backup: BackupView) => void;
}): ReactElement {
  const { t, i18n } = useTranslation('settings');
  const tell = useMomentWords();
  return (
    <ScrollArea.Autosize mah={360} viewportProps={{ tabIndex: 0 }}>
      <Table aria-label={t('backups.title')}>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">{t('backups.written')}</Table.Th>
            <Table.Th scope="col">{t('backups.kindHead')}</Table.Th>
            <Table.Th scope="col" ta="right">
              {t('backups.size')}
            </Table.Th>
            <Table.Th scope="col">
              <VisuallyHidden>{t('backups.actions')}</VisuallyHidden>
            </Table.Th>
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {backups.map((backup) => (
            <Table.Tr key={backup.name}>
              <Table.Td>
                <MomentText moment={backup.written} />
              </Table.Td>
              <Table.Td>{t(`backups.kind.${backup.kind}`)}</Table.Td>
              <Table.Td ta="right">{sizeText(backup.bytes, i18n.language)}</Table.Td>
              <Table.Td ta="right">
                <Button
                  size="compact-sm"
                  variant="subtle"
                  aria-label={t('backups.restoreOf', { time: tell(backup.written) })}
                  onClick={() => onRestore(backup)}
                >
                  {t('backups.restore')}
                </Button>
              </Table.Td>
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </ScrollArea.Autosize>
  );
}

/** A size as people say it: kB below one MB, else MB with one place. */
function sizeText(bytes: number, language: string): string {
  const isSmall = bytes < 1_000_000;
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isSmall ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: isSmall ? 0 : 1,
  }).format(bytes / (isSmall ? 1_000 : 1_000_000));
}
