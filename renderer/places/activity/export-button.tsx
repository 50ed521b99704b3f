import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { saveText } from '#renderer/parts/save-text.ts';

/** Saves a log as a CSV file, which spreadsheet programs read right and take nothing in it for a formula. */
export function ExportButton({
  fileName,
  pieces,
}: {
  readonly fileName: string;
  readonly pieces: () => Promise<AsyncIterable<{ readonly text: string }>>;
}): ReactElement {
  const { t } = useTranslation('activity');
  const saving = useMutation({
    mutationFn: async () => {
      const texts = ['\uFEFF']; // tells spreadsheet programs that names are written in UTF-8
      for await (const { text } of await pieces()) texts.push(text);
      saveText(`${fileName}.csv`, texts, 'text/csv');
    },
  });
  return (
    <>
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={saving.isPending}
        onClick={() => saving.mutate()}
      >
        {t('export')}
      </Button>
      {saving.error === null ? null : <Refusal error={saving.error} />}
    </>
  );
}
