import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readyLanguage } from '#renderer/app/language.ts';
import type { Language } from '#shared/contract/settings.ts';
import type { CallToAction } from '#shared/domain/opt-in.ts';
import { DEFAULT_TITLE_SHOWN } from '#shared/rules/opt-in-titles.ts';

/** What the platform itself writes on a card, in the language of the person's phone. */
export interface PhoneWords {
  readonly button: (text: CallToAction) => string;
  readonly defaultTitle: string;
}

/** See {@link PhoneWords}; `null` until the words of that language are loaded. */
export function usePhoneWords(language: Language): PhoneWords | null {
  const { i18n } = useTranslation('ask-card');
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
  if (ready !== language) return null;
  return {
    button: (text) => i18n.getFixedT(language, 'ask-card')(`cta.${text}`),
    defaultTitle: DEFAULT_TITLE_SHOWN[language],
  };
}
