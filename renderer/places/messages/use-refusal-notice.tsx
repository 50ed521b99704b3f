import { notifications } from '@mantine/notifications';
import { useTranslation } from 'react-i18next';
import { refusalOf } from '#renderer/parts/refusal-of.ts';

/** Says in a notice why something was refused: for buttons that have no place of their own for it. */
export function useRefusalNotice(): (error: unknown) => void {
  const { t } = useTranslation('errors');
  return (error) => {
    const { code, details } = refusalOf(error);
    notifications.show({
      color: 'red',
      title: t(`${code}.title`),
      message: details === null ? t(`${code}.wayOut`) : `${t(`${code}.wayOut`)} ${details}`,
    });
  };
}
