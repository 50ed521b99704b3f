import { describe, expect, test } from 'vitest';
import { argumentsOf, LANGUAGES, readScreenCode, readWords } from './word-files.ts';
import { means, wordsIn } from './word-uses.ts';

const WORDS = new Map(LANGUAGES.map((language) => [language, readWords(language)]));
const ENGLISH = WORDS.get('en') ?? new Map<string, string>();
const KEYS = [...ENGLISH.keys()];
const READ = new Map([...readScreenCode()].map(([file, code]) => [file, wordsIn(file, code)]));
/** A file that names no place of its own speaks in those of its neighbours, who hand it their `t`. */
const FILES = [...READ].map(([file, { places, neighbours, uses }]) => {
  const folder = file.slice(0, file.lastIndexOf('/') + 1);
  const lent = neighbours.flatMap((one) => READ.get(`${folder}${one.slice(2)}`)?.places ?? []);
  return { file, places: places.length === 0 ? [...new Set(lent)] : places, uses };
});

/** The place a file means when it names none, as i18next has it. */
const DEFAULT_PLACE = 'common';

/** The keys of English that a use can mean. */
function meant(use: string, places: readonly string[]): readonly string[] {
  const asked = `${places.join()} ${use}`;
  const known = MEANT.get(asked) ?? lookUp(use, places);
  MEANT.set(asked, known);
  return known;
}

const MEANT = new Map<string, readonly string[]>();

function lookUp(use: string, places: readonly string[]): readonly string[] {
  const [place, rest] = use.includes(':') ? (use.split(':', 2) as [string, string]) : [null, use]; // split on what is there
  return KEYS.filter((key) => {
    const [keyPlace = '', keyRest = ''] = key.split(':');
    return (place === null ? places.includes(keyPlace) : keyPlace === place) && means(rest, keyRest);
  });
}

describe('texts of the screens', () => {
  test('every language has every text, and no text that English does not have', () => {
    for (const [language, words] of WORDS) {
      expect({ language, missing: KEYS.filter((key) => !words.has(key)) }).toEqual({ language, missing: [] });
      expect({ language, more: [...words.keys()].filter((key) => !ENGLISH.has(key)) }).toEqual({ language, more: [] });
    }
  });

  test('every text is not empty, can be read as ICU text, and takes the same arguments in every language', () => {
    const wrong: string[] = [];
    for (const [language, words] of WORDS) {
      for (const [key, text] of words) {
        const english = ENGLISH.get(key);
        try {
          if (text.trim() === '') wrong.push(`${language} ${key}: empty`);
          if (english === undefined) continue;
          const [here, there] = [argumentsOf(text, language).join(', '), argumentsOf(english, 'en').join(', ')];
          if (here !== there) wrong.push(`${language} ${key}: takes [${here}], English [${there}]`);
        } catch (error) {
          wrong.push(`${language} ${key}: ${String(error)}`);
        }
      }
    }
    expect(wrong).toEqual([]);
  });

  test('every text that a screen asks for exists', () => {
    const missing = FILES.flatMap(({ file, places, uses }) =>
      uses
        .filter(
          ({ key, isAsked }) => isAsked && meant(key, places.length === 0 ? [DEFAULT_PLACE] : places).length === 0,
        )
        .map(({ key }) => `${file}: ${key}`),
    );
    expect(missing).toEqual([]);
  });

  test('every text is used', () => {
    const everywhere = [...new Set(KEYS.map((key) => key.split(':')[0] ?? ''))];
    const used = new Set(
      FILES.flatMap(({ places, uses }) =>
        // What only looks like a key counts where texts are asked for, and in tables that name no place.
        uses
          .filter(({ key }) => /[a-z]/i.test(key.replaceAll('*', '')))
          .flatMap(({ key }) => meant(key, places.length === 0 ? everywhere : places)),
      ),
    );
    expect(KEYS.filter((key) => !used.has(key))).toEqual([]);
  });
});

describe('the look at the code', () => {
  test('finds keys in calls, choices and templates, and keys that tables hold', () => {
    const code = `
      const { t } = useTranslation(['people', 'common']);
      t('a.b'); t(x ? 'one' : 'two', { n: 1 }); t(\`reason.\${reason}.short\`); i18n.t('errors:x');
      i18n.getFixedT('de', 'connect')('forward.body');
      const table = { word: 'places.today' };
    `;
    const { places, uses } = wordsIn('sample.tsx', code);
    expect(places).toEqual(['people', 'common', 'de', 'connect']);
    expect(uses.filter(({ isAsked }) => isAsked).map(({ key }) => key)).toEqual([
      'a.b',
      'one',
      'two',
      'reason.*.short',
      'errors:x',
      'forward.body',
    ]);
    expect(uses).toContainEqual({ key: 'places.today', isAsked: false });
  });

  test('a template means all keys of its shape and no others', () => {
    expect(means('reason.*.short', 'reason.a.short')).toBe(true);
    expect(means('reason.*.short', 'reason.a.long')).toBe(false);
    expect(means('reason.*', 'reasons.a')).toBe(false);
  });

  test('texts that are no ICU text, or take other arguments, are told apart', () => {
    expect(argumentsOf('{n, plural, one {# person} other {# people in {place}}}', 'en')).toEqual(['n', 'place']);
    expect(() => argumentsOf('{n, plural, one {#}', 'en')).toThrow(/./);
  });
});
