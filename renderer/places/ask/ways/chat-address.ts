/** What a `ref` may hold here: it comes back in the webhook and stands in an address (Sundial's choice of letters that no tool changes). */
const REF = /[^A-Za-z0-9_-]+/gu;
/** Longest `ref` that is made; long ones make a dense QR code (Sundial's choice). */
const LONGEST_REF = 60;

/** What a person typed as a ref, made safe for an address. */
export function refOf(typed: string): string {
  return typed
    .normalize('NFKD')
    .replaceAll(/\p{Mark}/gu, '')
    .trim()
    .replaceAll(REF, '-')
    .replaceAll(/^-+|-+$/gu, '')
    .slice(0, LONGEST_REF);
}

/** A Page's name in addresses, or its id, out of what was typed: also a whole link. Empty = none, or no such name: nothing is left out of it silently. */
export function pageNameOf(typed: string): string {
  const last =
    typed
      .trim()
      .replace(/[?#].*$/u, '')
      .replace(/\/+$/u, '')
      .split('/')
      .at(-1) ?? '';
  const name = last.replace(/^@/u, '');
  return /^[A-Za-z0-9._-]+$/u.test(name) ? name : '';
}

/** The link that opens the chat with a Page, or with an Instagram account by its user name; `null` = nobody is named. */
export function chatLink(to: {
  readonly platform: 'messenger' | 'instagram';
  /** As typed. */
  readonly name: string;
  readonly ref: string;
}): string | null {
  const name = pageNameOf(to.name);
  if (name === '') return null;
  const ref = refOf(to.ref);
  const base = to.platform === 'instagram' ? `https://ig.me/m/${name}` : `https://m.me/${name}`;
  return ref === '' ? base : `${base}?ref=${ref}`;
}
