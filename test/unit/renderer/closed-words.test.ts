import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ACCOUNT_STATES, ACCOUNT_STOP_REASONS } from '#shared/domain/account.ts';
import { CAMPAIGN_STATES } from '#shared/domain/campaign-state.ts';
import { DELIVERY_STATES } from '#shared/domain/delivery-state.ts';
import { DOMAIN_ERROR_CODES } from '#shared/domain/errors.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { REFUSALS } from '#shared/domain/refusals/refusal-catalogue.ts';
import type { RefusalTemplate } from '#shared/domain/refusals/refusal-template.ts';
import { argumentsOf } from '#test/renderer/word-files.ts';

const LANGUAGES = ['en', 'it', 'de', 'ja', 'id'] as const;

type Words = { readonly [key: string]: string | Words };

function wordsOf(language: string, place: string): Words {
  const file = new URL(`../../../renderer/words/${language}/${place}.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as Words; // our own files: texts in nested objects
}

/** Keys of the texts, e.g. `campaign.draft`, sorted. */
function keysOf(words: Words, prefix = ''): readonly string[] {
  return Object.entries(words)
    .flatMap(([key, text]) => (typeof text === 'string' ? [`${prefix}${key}`] : keysOf(text, `${prefix}${key}.`)))
    .toSorted();
}

const each = (prefix: string, codes: readonly string[], parts: readonly string[]): readonly string[] =>
  codes.flatMap((code) => (parts.length === 0 ? [prefix + code] : parts.map((part) => `${prefix}${code}.${part}`)));

/** Names of the values a kind of refusal carries, sorted. */
function valuesOf({ sentence, also = [] }: RefusalTemplate): readonly string[] {
  const named = [...sentence.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name);
  return [...new Set([...named, ...also])].toSorted();
}

describe.each(LANGUAGES)('in %s', (language) => {
  test('every refusal has a title and a way out, and nothing else has', () => {
    const codes = [...DOMAIN_ERROR_CODES, 'lineLost', 'broken'];
    expect(keysOf(wordsOf(language, 'errors'))).toEqual(each('', codes, ['title', 'wayOut']).toSorted());
  });

  test('every kind of refusal is said with the very values it carries, and nothing else is', () => {
    const words = wordsOf(language, 'refusals');
    expect(keysOf(words)).toEqual(Object.keys(REFUSALS).toSorted());
    const told = Object.entries(words).map(([kind, text]) => [
      kind,
      [...new Set(argumentsOf(typeof text === 'string' ? text : '', language).map((value) => value.split(' ')[0]))],
    ]);
    const carried = Object.entries<RefusalTemplate>(REFUSALS).map(([kind, template]) => [kind, valuesOf(template)]);
    expect(Object.fromEntries(told)).toEqual(Object.fromEntries(carried));
  });

  test('every reason has a short note and a sentence, and nothing else has', () => {
    expect(keysOf(wordsOf(language, 'reasons'))).toEqual(each('', REASONS, ['short', 'why']).toSorted());
  });

  test('every state of a campaign, a message and an account has a word, and nothing else has', () => {
    expect(keysOf(wordsOf(language, 'states'))).toEqual(
      [
        ...each('campaign.', CAMPAIGN_STATES, []),
        ...each('delivery.', DELIVERY_STATES, []),
        ...each('account.', ACCOUNT_STATES, []),
        ...each('stop.', ACCOUNT_STOP_REASONS, ['short', 'why']),
      ].toSorted(),
    );
  });
});

test('an accepted message is never called delivered or read', () => {
  const texts = ['errors', 'reasons', 'states'].map((place) => JSON.stringify(wordsOf('en', place)));
  expect(texts.join(' ')).not.toMatch(/\bdelivered\b|\bwas read\b/i);
});
