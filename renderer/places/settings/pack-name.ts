import { useTranslation } from 'react-i18next';

/** The rule packs that ship with Sundial. */
const SHIPPED = ['seed', '2025-rolling-48h', 'paid-12h'] as const;

/** Says the name of one of Meta's sets of limits in words; one that somebody added is told by its own name. */
export function usePackName(): (pack: string) => string {
  const { t } = useTranslation('settings');
  return (pack) => {
    const shipped = SHIPPED.find((one) => one === pack);
    return shipped === undefined ? pack : t(`about.pack.${shipped}`);
  };
}
