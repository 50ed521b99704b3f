import { useTranslation } from 'react-i18next';

/** Numbers as the language writes them. */
export function useNumberWords(): (value: number, options?: Intl.NumberFormatOptions) => string {
  const { i18n } = useTranslation();
  return (value, options) => new Intl.NumberFormat(i18n.language, options).format(value);
}
