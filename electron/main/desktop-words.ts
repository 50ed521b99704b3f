import { LANGUAGES, type Language } from '#shared/contract/settings.ts';
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import id from './words/id.json' with { type: 'json' };
import it from './words/it.json' with { type: 'json' };
import ja from './words/ja.json' with { type: 'json' };

/** A text of the shell: menu, tray, dialogs, notices. */
export type WordKey = keyof typeof en;
/** Says a text in the person's language, with what stands in `{braces}` filled in. */
export type Say = (key: WordKey, values?: Readonly<Record<string, string>>) => string;

const WORDS: Readonly<Record<Language, Readonly<Record<WordKey, string>>>> = { en, it, de, ja, id };

/** Texts in one language. */
export function wordsIn(language: Language): Say {
  return (key, values = {}) =>
    WORDS[language][key].replace(/\{(\w+)\}/g, (place, name: string) => values[name] ?? place);
}

/** The language of the shell: the one chosen in Settings, else the first of the computer's that Sundial speaks, else English. */
export function shellLanguage(chosen: Language | null, preferred: readonly string[]): Language {
  if (chosen !== null) return chosen;
  for (const tag of preferred) {
    const found = LANGUAGES.find((language) => tag.toLowerCase().split('-')[0] === language);
    if (found !== undefined) return found;
  }
  return 'en';
}
