/**
 * The months as people write them in the five languages of the screens, January first; whole words, lower case. Shorter forms are
 * found by their first letters, see {@link monthNamed}.
 */
const MONTHS: readonly (readonly string[])[] = [
  ['january', 'gennaio', 'januar', 'januari', 'jänner'],
  ['february', 'febbraio', 'februar', 'februari', 'pebruari'],
  ['march', 'marzo', 'märz', 'mrz', 'maret'],
  ['april', 'aprile'],
  ['may', 'maggio', 'mai', 'mei'],
  ['june', 'giugno', 'juni'],
  ['july', 'luglio', 'juli'],
  ['august', 'agosto', 'agustus', 'agt'],
  ['september', 'settembre'],
  ['october', 'ottobre', 'oktober'],
  ['november', 'novembre', 'nopember'],
  ['december', 'dicembre', 'dezember', 'desember'],
];

/** Short forms have at least three letters in these languages (Unicode CLDR, abbreviated months). */
const SHORTEST = 3;

/**
 * The month a word names, 1 to 12: `October`, `ott`, `Okt.`, `Desember`.
 *
 * @returns `null` when it names none, or when its letters begin months of two different numbers (`mar` begins March in every language,
 *   `ju` would be two).
 */
export function monthNamed(word: string): number | null {
  const text = word.toLowerCase().replace(/\.$/u, '');
  if (text.length < SHORTEST) return null;
  // "Sept" is longer than the three letters, and no language's whole word begins so but September's.
  const found = MONTHS.flatMap((names, index) => (names.some((name) => name.startsWith(text)) ? [index + 1] : []));
  return found.length === 1 ? (found[0] ?? null) : null;
}
