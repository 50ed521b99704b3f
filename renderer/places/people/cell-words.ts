import type { TFunction } from 'i18next';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { Moment } from '#shared/contract/moment.ts';
import { usePersonWords } from './use-person-words.ts';

/** How the cells of the table say what they show. */
export interface CellWords {
  readonly t: TFunction<['people', 'common', 'reasons']>;
  readonly language: string;
  /** An instant on both clocks. */
  readonly tell: (moment: Moment) => string;
  /** "in 14 hours", "3 days ago". */
  readonly relative: (moment: Moment, now: Moment) => string;
}

/**
 * The words of the language shown, looked up once for the whole table and the same until another language is chosen: a screen full of
 * rows has some hundred cells, each of which would listen for that by itself.
 */
export function useCellWords(): CellWords {
  const { t, i18n } = useTranslation(['people', 'common', 'reasons']);
  const tell = useMomentWords();
  const { relative } = usePersonWords();
  const { language } = i18n;
  return useMemo(() => ({ t, language, tell, relative }), [t, language, tell, relative]);
}
