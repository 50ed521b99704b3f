import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import type { ProgressRead } from '#shared/contract/progress.ts';
import { Figure } from './figure.tsx';
import { FigureRow } from './figure-row.tsx';
import { skippedPeople } from './skipped-people.ts';
import { useNumberWords } from './use-number-words.ts';

const ALWAYS = ['sent', 'pending', 'failed', 'skipped', 'missed'] as const;
const WHEN_ANY = ['uncertain', 'cancelled'] as const;

/** What became of the messages so far. */
export function ProgressFigures({ progress }: { readonly progress: ProgressRead }): ReactElement | null {
  const { t } = useTranslation(['progress', 'plan']);
  const number = useNumberWords();
  const { counts, state, reasons } = progress;
  if (state === 'draft') return null;
  const { skipped, gotAnyway } = skippedPeople({ skipped: counts.skipped, byReason: reasons });
  const shown = [...ALWAYS, ...WHEN_ANY.filter((count) => counts[count] > 0)];
  return (
    <FigureRow label={t('progress:figures')}>
      {shown.map((count) => (
        <Figure
          key={count}
          label={t(`progress:counts.${count}`)}
          value={number(count === 'skipped' ? skipped : counts[count])}
          note={count === 'skipped' && gotAnyway > 0 ? t('plan:figures.gotAnyway', { count: gotAnyway }) : undefined}
        />
      ))}
    </FigureRow>
  );
}
