import { Button, Stack, Text } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { saveText } from '#renderer/parts/save-text.ts';

/** Saves the rows that are left out as a CSV file, which can be mended and imported. */
export function RejectsDownload({
  prepared,
  file,
}: {
  readonly prepared: string;
  readonly file: string;
}): ReactElement {
  const { t } = useTranslation(['import', 'errors']);
  const [isBusy, setBusy] = useState(false);
  const [failed, setFailed] = useState<unknown>(null);
  const save = async (): Promise<void> => {
    setBusy(true);
    setFailed(null);
    try {
      const pieces: string[] = [];
      for await (const { csv } of await engine.imports.rejects({ prepared })) pieces.push(csv);
      const name = t('findings.fileName', { name: file.replace(/\.[^.]*$/u, '') });
      saveText(`${name}.csv`, pieces, 'text/csv');
    } catch (error) {
      setFailed(error);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Stack gap={4} align="flex-end">
      <Button
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        loading={isBusy}
        onClick={() => void save()}
      >
        {t('findings.download')}
      </Button>
      {failed === null ? null : (
        <Text size="sm" c="red" role="alert">
          {t(`errors:${refusalOf(failed).code}.title`)}
        </Text>
      )}
    </Stack>
  );
}
