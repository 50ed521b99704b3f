import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Page } from '#renderer/parts/page.tsx';

/** Being built. */
export function TodayScreen(): ReactElement {
  const { t } = useTranslation('today');
  return <Page title={t('title')}>{null}</Page>;
}
