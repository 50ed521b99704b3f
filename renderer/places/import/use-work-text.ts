import { useTranslation } from 'react-i18next';
import type { WorkProgress } from '#shared/contract/base.ts';

/** How far a piece of work is, for a bar: its words, and its part from 0 to 1 (`null` = nobody knows). */
export function useWorkText(): (
  progress: WorkProgress | null,
  beginning: string,
) => { readonly text: string; readonly part: number | null } {
  const { t } = useTranslation('import');
  return (progress, beginning) => {
    if (progress === null) return { text: beginning, part: null };
    const { what, done, total } = progress;
    return { text: textOf(what, done), part: total === null || total === 0 ? null : done / total };
  };

  function textOf(what: string, count: number): string {
    if (what === 'rows stored') return t('progress.storing', { count });
    if (what === 'rows taken back') return t('progress.takingBack', { count });
    return t('progress.reading', { count });
  }
}
