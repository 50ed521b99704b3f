/** Letters that Unicode does not take apart, as people type them on a plain keyboard. */
const PLAIN: Readonly<Record<string, string>> = { ß: 'ss', ø: 'o', đ: 'd', ł: 'l', æ: 'ae', œ: 'oe', ı: 'i' };

const NEEDS_MORE = /[^ -~]/u;
const NO_WORD = /[^\p{L}\p{N}]+/gu;
/** Scripts that write no spaces between words: there a search may begin anywhere. */
const NO_SPACES =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}]/u;

/**
 * A name as it is sorted and searched: without case, accents and punctuation, each word with a space in front (` anna rossi`), so that
 * a search for the beginning of any word is a search for a text. `''` for no name.
 */
export function foldName(name: string | null): string {
  if (name === null) return '';
  const lower = name.toLowerCase();
  const words = (NEEDS_MORE.test(lower) ? withoutMarks(lower) : lower).replaceAll(NO_WORD, ' ').trim();
  return words === '' ? '' : ` ${words}`;
}

function withoutMarks(lower: string): string {
  return lower
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[ßøđłæœı]/gu, (letter) => PLAIN[letter] ?? letter);
}

/** The texts that a folded name must hold, all of them, to be found by what somebody typed. Empty = everybody is found. */
export function wordsToFind(typed: string): readonly string[] {
  const folded = foldName(typed);
  if (folded === '') return [];
  return folded
    .slice(1)
    .split(' ')
    .map((word) => (NO_SPACES.test(word.charAt(0)) ? word : ` ${word}`));
}
