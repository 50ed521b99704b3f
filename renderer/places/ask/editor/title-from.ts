import { CONTENT_LIMITS } from '#shared/rules/message-content-limits.ts';

/**
 * The answer to "what will they get?" as a title: one line, a capital first, no full stop, and cut between words at what the platform
 * takes. `null` = there is no answer.
 */
export function titleFrom(answer: string): string | null {
  const line = answer
    .trim()
    .replaceAll(/\s+/gu, ' ')
    .replace(/[.。]+$/u, '');
  if (line === '') return null;
  const [first = '', ...rest] = [...line];
  return cutBetweenWords(first.toLocaleUpperCase() + rest.join(''), CONTENT_LIMITS.optInTitle.max);
}

function cutBetweenWords(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.slice(0, most).replace(/[\uD800-\uDBFF]$/u, '');
  const space = cut.lastIndexOf(' ');
  return space > most / 2 ? cut.slice(0, space) : cut;
}

/** How many signs people see: an emoji or an accented letter is one, whatever the platform counts. */
export function seenLength(text: string): number {
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length;
}
