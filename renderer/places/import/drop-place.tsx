import { Button, Group, Stack, Text } from '@mantine/core';
import { Dropzone } from '@mantine/dropzone';
import { IconFileImport, IconFileSpreadsheet } from '@tabler/icons-react';
import { type ReactElement, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';

/** Where a file is dropped or chosen; while this is shown, the whole window takes it. */
export function DropPlace({
  take,
  chosen,
}: {
  readonly take: (file: File) => void;
  /** Name of the file that is here already; `null` = none. */
  readonly chosen: string | null;
}): ReactElement {
  const { t } = useTranslation('import');
  const open = useRef<() => void>(null);
  const [isMany, setMany] = useState(false);
  const takeFirst = (files: readonly File[]): void => {
    const [file] = files;
    setMany(files.length > 1);
    if (file !== undefined && files.length === 1) take(file);
  };
  return (
    <Stack gap="xs">
      <Dropzone
        onDrop={takeFirst}
        openRef={open}
        activateOnClick={false}
        activateOnKeyboard={false}
        enablePointerEvents
        inputProps={{ 'aria-hidden': true }}
        tabIndex={-1}
        p={chosen === null ? 'xl' : 'md'}
      >
        <Stack align="center" gap="sm" py={chosen === null ? 'lg' : 0}>
          {chosen === null ? (
            <IconFileImport size={44} stroke={1.3} aria-hidden />
          ) : (
            <IconFileSpreadsheet size={44} stroke={1.3} aria-hidden />
          )}
          <Text size="lg" fw={600} ta="center" style={{ overflowWrap: 'anywhere' }}>
            {chosen ?? t('file.drop')}
          </Text>
          {chosen === null ? (
            <Text c="dimmed" size="sm" ta="center" maw={520}>
              {t('file.kinds')}
            </Text>
          ) : null}
          <Group>
            <Button variant={chosen === null ? 'filled' : 'default'} onClick={() => open.current?.()}>
              {chosen === null ? t('file.choose') : t('file.another')}
            </Button>
          </Group>
        </Stack>
      </Dropzone>
      <Dropzone.FullScreen active onDrop={takeFirst} withinPortal={false} inputProps={{ 'aria-hidden': true }}>
        <Stack align="center" justify="center" h="100%" mih="70vh" gap="sm" aria-hidden>
          <IconFileImport size={64} stroke={1.2} aria-hidden />
          <Text size="xl" fw={600}>
            {t('file.letGo')}
          </Text>
        </Stack>
      </Dropzone.FullScreen>
      {isMany ? (
        <Text c="red" size="sm" role="alert">
          {t('file.oneOnly')}
        </Text>
      ) : null}
    </Stack>
  );
}
