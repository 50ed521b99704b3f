import { Button, Group, List, Stack } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { saveText } from '#renderer/parts/save-text.ts';
import { SectionPart } from './section-part.tsx';

/** One file for somebody who helps, without secrets and without people. */
export function DiagnosticsSection(): ReactElement {
  const { t } = useTranslation('settings');
  const save = useMutation({
    mutationFn: () => engine.data.diagnostics({}),
    onSuccess: ({ fileName, text }) => saveText(fileName, [text], 'application/json'),
  });
  return (
    <SectionPart title={t('diagnostics.title')} text={t('diagnostics.text')}>
      <Stack gap="md">
        <List size="sm" spacing={4}>
          <List.Item>{t('diagnostics.holds')}</List.Item>
          <List.Item>{t('diagnostics.holdsNot')}</List.Item>
        </List>
        {save.isError ? <Refusal error={save.error} retry={() => save.mutate()} /> : null}
        <Group>
          <Button
            leftSection={<IconDownload size={18} aria-hidden />}
            loading={save.isPending}
            onClick={() => save.mutate()}
          >
            {t('diagnostics.save')}
          </Button>
        </Group>
      </Stack>
    </SectionPart>
  );
}
