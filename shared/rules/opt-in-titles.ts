import type { AskedTitle, OptInCard } from '#shared/domain/opt-in.ts';

/**
 * The title the platform gives a card without one, in the words of its English document (META-API 1.1; seeds/004 has it in Italian as
 * "Aggiornamenti e promozioni"). The ledger keeps this one for all languages, since it is one title.
 */
export const DEFAULT_TITLE = 'Updates and promotions';

/** The same title as people see it, where a document says so; the other languages are ours (DESIGN 13). */
export const DEFAULT_TITLE_SHOWN = {
  en: DEFAULT_TITLE,
  it: 'Aggiornamenti e promozioni',
  de: 'Neuigkeiten und Angebote',
  ja: '最新情報とプロモーション',
  id: 'Kabar terbaru dan promosi',
} as const;

/** Every title of a card that counts for the week: its own, then those of its elements that have one (DESIGN 4, Opt-in requests). */
export function titlesOf(card: OptInCard): readonly AskedTitle[] {
  const own: AskedTitle = { title: card.title ?? DEFAULT_TITLE, imageUrl: card.imageUrl };
  const ofElements = card.elements.flatMap(({ title, imageUrl }) => (title === null ? [] : [{ title, imageUrl }]));
  return [own, ...ofElements];
}

/** Whether the platform takes two titles for the same: by title on a Page, by title and picture on Instagram (seeds/004, Limitazioni). */
export function isSameTitle(one: AskedTitle, other: AskedTitle, isInstagram: boolean): boolean {
  return one.title === other.title && (!isInstagram || one.imageUrl === other.imageUrl);
}

/**
 * Whether two titles look alike to a person although the platform tells them apart: case, spaces, emoji, signs and Unicode forms left
 * aside, or the same picture under another address (its last part alike). A warning, never a refusal (issue 4, The ledger and the guard).
 */
export function looksAlike(one: AskedTitle, other: AskedTitle): boolean {
  const [first, second] = [bareTitle(one.title), bareTitle(other.title)];
  if (first !== '' && first === second) return true;
  return one.imageUrl !== null && other.imageUrl !== null && pictureName(one.imageUrl) === pictureName(other.imageUrl);
}

/** Letters and digits alone, in one Unicode form and one case. */
function bareTitle(title: string): string {
  return title
    .normalize('NFKD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}]/gu, '');
}

/** The last part of a picture's address without query and ending; the whole address where it has none. */
function pictureName(address: string): string {
  const path = address.replace(/[?#].*$/u, '').replace(/\/+$/u, '');
  const last = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/u, '');
  return last === '' ? address : last.toLowerCase();
}
