/** What a shortcut does. */
export type ShortcutDeed =
  | { readonly kind: 'go'; readonly to: string }
  | { readonly kind: 'newMessage' }
  | { readonly kind: 'palette' }
  | { readonly kind: 'sheet' }
  | { readonly kind: 'undo' };

/** A key as it is pressed: a sign, or `mod` (Ctrl, on a Mac Cmd) together with one. */
export interface Shortcut {
  /** Keys one after another, e.g. `['g', 't']`, or one with `mod+`. */
  readonly keys: readonly string[];
  /** Key of its description in the words of `frame`. */
  readonly word: string;
  readonly does: ShortcutDeed;
}

/** Every shortcut there is; the sheet behind `?` is made from this table. */
export const SHORTCUTS = [
  { keys: ['mod+k'], word: 'palette', does: { kind: 'palette' } },
  { keys: ['?'], word: 'sheet', does: { kind: 'sheet' } },
  { keys: ['mod+z'], word: 'undo', does: { kind: 'undo' } },
  { keys: ['n'], word: 'newMessage', does: { kind: 'newMessage' } },
  { keys: ['g', 't'], word: 'today', does: { kind: 'go', to: '/today' } },
  { keys: ['g', 'p'], word: 'people', does: { kind: 'go', to: '/people' } },
  { keys: ['g', 'm'], word: 'messages', does: { kind: 'go', to: '/messages' } },
  { keys: ['g', 'a'], word: 'ask', does: { kind: 'go', to: '/ask' } },
  { keys: ['g', 's'], word: 'settings', does: { kind: 'go', to: '/settings' } },
  { keys: ['g', 'c'], word: 'calendar', does: { kind: 'go', to: '/calendar' } },
  { keys: ['g', 'l'], word: 'activity', does: { kind: 'go', to: '/activity' } },
  { keys: ['g', 'i'], word: 'import', does: { kind: 'go', to: '/import' } },
  { keys: ['g', 'z'], word: 'zones', does: { kind: 'go', to: '/people/zones' } },
] as const satisfies readonly Shortcut[];

/** A key press, as far as shortcuts look at it. */
export interface PressedKey {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
}

/** The name of a pressed key in {@link SHORTCUTS}; `null` when it can belong to none. */
export function nameOfKey({ key, ctrlKey, metaKey, altKey }: PressedKey): string | null {
  if (altKey || key.length !== 1) return null;
  const sign = key.toLowerCase();
  return ctrlKey || metaKey ? `mod+${sign}` : sign;
}

/**
 * What the keys pressed so far mean: a deed, `wait` for the next key, or nothing. A key that goes on with nothing begins anew, so that
 * "x g t" still goes to Today.
 */
export function readKeys(
  pressed: readonly string[],
): { readonly kind: 'deed'; readonly deed: ShortcutDeed } | { readonly kind: 'wait' } | { readonly kind: 'nothing' } {
  const isPrefix = ({ keys }: Shortcut): boolean => pressed.every((key, index) => keys[index] === key);
  const all: readonly Shortcut[] = SHORTCUTS;
  const begun = all.filter(isPrefix);
  const done = begun.find(({ keys }) => keys.length === pressed.length);
  if (done !== undefined) return { kind: 'deed', deed: done.does };
  if (begun.length > 0) return { kind: 'wait' };
  return pressed.length > 1 ? readKeys(pressed.slice(-1)) : { kind: 'nothing' };
}
