import { Alert, Stack, Text } from '@mantine/core';
import { IconCoin } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** What Meta charges, and where it offers this way of sending at all (META-API 10; seeds/004, Panoramica). */
export function MetaNotice(): ReactElement {
  const { t } = useTranslation('connect');
  return (
    <Alert color="yellow" icon={<IconCoin aria-hidden />} title={t('meta.title')}>
      <Stack gap="xs">
        <Text size="sm">{t('meta.where')}</Text>
        <Text size="sm">{t('meta.charges')}</Text>
        <Text size="sm">{t('meta.paid')}</Text>
        <Text size="xs">{t('meta.sources')}</Text>
      </Stack>
    </Alert>
  );
}
