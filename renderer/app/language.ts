import i18next from 'i18next';
import ICU from 'i18next-icu';
import { initReactI18next } from 'react-i18next';
import { LANGUAGES, type Language } from '#shared/contract/settings.ts';

/** Texts by language and place, as one file each under `words/`; a language is loaded when it is first shown. */
const FILES = import.meta.glob<Readonly<Record<string, unknown>>>('../words/*/*.json', { import: 'default' });

/** Shows the screens in a language from now on. */
export async function showLanguage(language: Language): Promise<void> {
  wanted = language;
  await loadWords(language);
  if (wanted !== language) return; // another one was asked for meanwhile
  if (i18next.isInitialized) await i18next.changeLanguage(language);
  else await startWords(language);
  document.documentElement.lang = language;
}

let wanted: Language | null = null;

async function startWords(language: Language): Promise<void> {
  await i18next
    .use(ICU)
    .use(initReactI18next)
    .init({
      lng: language,
      fallbackLng: false,
      ns: Object.keys(words.get(language) ?? {}),
      defaultNS: 'common',
      resources: { [language]: words.get(language) ?? {} },
      interpolation: { escapeValue: false }, // React escapes
      returnNull: false,
    });
}

const words = new Map<Language, Record<string, Readonly<Record<string, unknown>>>>();

/** Loads the words of a language without showing the screens in it, for a text that is meant for somebody else. */
export function readyLanguage(language: Language): Promise<void> {
  return loadWords(language);
}

async function loadWords(language: Language): Promise<void> {
  if (words.has(language)) return;
  const folder = `../words/${language}/`;
  const loaded = await Promise.all(
    Object.entries(FILES)
      .filter(([path]) => path.startsWith(folder))
      .map(async ([path, load]) => [path.slice(folder.length, -'.json'.length), await load()] as const),
  );
  words.set(language, Object.fromEntries(loaded));
  if (!i18next.isInitialized) return;
  for (const [place, texts] of loaded) i18next.addResourceBundle(language, place, texts);
}

/** The language to begin with: the first of the browser's that Sundial speaks, else English. */
export function preferredLanguage(): Language {
  const wished = navigator.languages.map((tag) => tag.slice(0, 2));
  return LANGUAGES.find((language) => wished.find((wish) => isLanguage(wish)) === language) ?? 'en';
}

function isLanguage(text: string): text is Language {
  return LANGUAGES.some((language) => language === text);
}
