import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readyLanguage } from '#renderer/app/language.ts';
import type { Language } from '#shared/contract/settings.ts';

/** The text to forward in a language that need not be the screen's; empty until its words are loaded. */
export function useForwardText(language: Language): string {
  const { i18n } = useTranslation('connect');
  const [ready, setReady] = useState<Language | null>(null);
  useEffect(() => {
    let isWanted = true;
    void readyLanguage(language).then(() => {
      if (isWanted) setReady(language);
    });
    return () => {
      isWanted = false;
    };
  }, [language]);
  const t = i18n.getFixedT(language, 'connect');
  return ready === language ? t('forward.body') : '';
}
