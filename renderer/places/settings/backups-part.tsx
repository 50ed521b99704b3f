import { Button, Group, Stack, Text } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { BackupView } from '#shared/contract/data.ts';
import { BackupTable } from './backup-table.tsx';
import { RestoreDialog } from './restore-dialog.tsx';
import { RestoreNotes } from './restore-notes.tsx';
import { SectionPart } from './section-part.tsx';

/** The backups of the data folder: which there are, one more, and going back to one. */
export function BackupsPart(): ReactElement | null {
  const { t } = useTranslation('settings');
  const asked = useQuery(ask.data.backups.queryOptions({ input: {} }));
  const work = useLongWork((_input: null, signal) => engine.data.backUp({}, { signal }));
  const [chosen, setChosen] = useState<BackupView | null>(null);
  if (asked.isError) return <Refusal error={asked.error} retry={() => void asked.refetch()} />;
  if (asked.data === undefined) return null;
  const { backups, canRestart } = asked.data;
  return (
    <SectionPart title={t('backups.title')} text={t('backups.text')}>
      <RestoreNotes view={asked.data} />
      <Group>
        <Button variant="default" loading={work.state.kind === 'working'} onClick={() => work.start(null)}>
          {t('backups.make')}
        </Button>
        <Text size="sm" role="status">
          {work.state.kind === 'working' ? t('backups.making') : null}
          {work.state.kind === 'done' ? t('backups.made') : null}
        </Text>
      </Group>
      {work.state.kind === 'failed' ? <Refusal error={work.state.error} retry={() => work.start(null)} /> : null}
      <Stack gap="xs">
        {backups.length === 0 ? (
          <Text size="sm" c="dimmed">
            {t('backups.none')}
          </Text>
        ) : (
          <BackupTable backups={backups} onRestore={setChosen} />
        )}
      </Stack>
      <RestoreDialog backup={chosen} canRestart={canRestart} onClose={() => setChosen(null)} />
    </SectionPart>
  );
}
