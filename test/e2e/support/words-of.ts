import { readFileSync } from 'node:fs';

type Words = { readonly [key: string]: string | Words };

/** The screens' text of a language by place and key, e.g. `welcome:practice.button`. @throws {Error} when there is none. */
export function textOf(language: string, key: string): string {
  const [place = '', path = ''] = key.split(':');
  const file = new URL(`../../../renderer/words/${language}/${place}.json`, import.meta.url);
  const found = path.split('.').reduce<string | Words | undefined>(
    (words, part) => (typeof words === 'object' ? words[part] : undefined),
    JSON.parse(readFileSync(file, 'utf8')) as Words, // our own files: texts in nested objects
  );
  if (typeof found !== 'string') throw new Error(`There is no text "${key}" in ${language}.`);
  return found;
}

/** A text with values in it as a pattern: the plural for many, any number, any value. */
export function patternOf(language: string, key: string): RegExp {
  const text = textOf(language, key).replaceAll(/\{\w+, plural,.*?other \{((?:[^{}]|\{[^{}]*\})*)\}\s*\}/gu, '$1');
  const parts = text.split(/\{[^{}]*\}|#/u).map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/gu, '\\$&'));
  return new RegExp(`^${parts.join('.+')}$`, 'u');
}
