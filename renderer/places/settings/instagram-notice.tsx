import { Alert, List } from '@mantine/core';
import { IconBrandInstagram } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';

/** What surprises people who send to Instagram for the first time (DESIGN 13). */
export function InstagramNotice(): ReactElement {
  const { t } = useTranslation('connect');
  return (
    <Alert color="blue" icon={<IconBrandInstagram aria-hidden />} title={t('instagram.title')}>
      <List size="sm" spacing={4}>
        <List.Item>{t('instagram.page')}</List.Item>
        <List.Item>{t('instagram.general')}</List.Item>
        <List.Item>{t('instagram.notifications')}</List.Item>
        <List.Item>{t('instagram.automation')}</List.Item>
      </List>
    </Alert>
  );
}
