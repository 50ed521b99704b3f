import { Button, Group, Stack, Text } from '@mantine/core';
import { IconDownload, IconLink, IconLinkOff } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { saveText } from '#renderer/parts/save-text.ts';
import type { Person } from '#shared/contract/person.ts';

/** Whether a person's record of consent is whole, and the record as a file to hand out. */
export function ConsentExport({ person }: { readonly person: Person }): ReactElement | null {
  const { t } = useTranslation('ask-sent');
  const record = useQuery(ask.people.consentRecord.queryOptions({ input: { person: person.id } })).data;
  if (record === undefined || record.entries === 0) return null;
  const name = `${t('record.file')}-${person.metaId.slice(-6)}`;
  const Icon = record.isWhole ? IconLink : IconLinkOff;
  return (
    <Stack gap="xs">
      <Group gap="xs" wrap="nowrap" align="flex-start">
        <Icon size={16} aria-hidden style={{ flexShrink: 0, marginTop: 2 }} />
        <Text size="sm" fw={record.isWhole ? 400 : 600}>
          {record.isWhole ? t('record.whole', { count: record.entries }) : t('record.broken')}
        </Text>
      </Group>
      <Group gap="xs">
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          // The mark in front has spreadsheet programs read the texts as UTF-8.
          onClick={() => saveText(`${name}.csv`, ['\uFEFF', record.csv], 'text/csv;charset=utf-8')}
        >
          {t('record.csv')}
        </Button>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconDownload size={14} aria-hidden />}
          onClick={() => saveText(`${name}.json`, [record.json], 'application/json')}
        >
          {t('record.json')}
        </Button>
      </Group>
    </Stack>
  );
}
