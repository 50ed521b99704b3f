import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import type { ProgressRead } from '#shared/contract/progress.ts';

/** A CSV file of every message with what became of it. */
export function ExportButton({ progress }: { readonly progress: ProgressRead }): ReactElement {
  const { t } = useTranslation('progress');
  const [isBusy, setBusy] = useState(false);
  const save = async (): Promise<void> => {
    setBusy(true);
    try {
      const pieces: string[] = ['\uFEFF']; // so that spreadsheet programs read the names right
      for await (const { text } of await engine.results.export({ campaign: progress.id })) pieces.push(text);
      offer(new Blob(pieces, { type: 'text/csv' }), `${fileNameOf(progress.name)}.csv`);
    } catch {
      notifications.show({ color: 'red', message: t('export.failed') });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button variant="default" loading={isBusy} onClick={() => void save()}>
      {t('export.button')}
    </Button>
  );
}

function offer(file: Blob, name: string): void {
  const address = URL.createObjectURL(file);
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}

/** A name that every system takes as a file's. */
function fileNameOf(name: string): string {
  const safe = name.replaceAll(/[^\p{L}\p{N} _-]/gu, '').trim();
  return safe === '' ? 'messages' : safe.slice(0, 80);
}
