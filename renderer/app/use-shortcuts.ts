import { useEffect, useRef } from 'react';
import { nameOfKey, readKeys, type ShortcutDeed } from './shortcuts.ts';

/** How long the second key of two is waited for, in ms (Sundial's choice). */
const SECOND_KEY_MS = 1_500;

/** The person's drawer is a dialog, and what is changed in it can be taken back from there. */
const UNDO_KEY = 'mod+z';

/** Kinds of input in which nobody types. */
const NOT_TYPED = new Set(['checkbox', 'radio', 'button', 'submit', 'reset', 'range', 'color', 'file']);

/** Does what the shortcuts say. Never while somebody types, and never behind an open dialog; only taking back works there too. */
export function useShortcuts(carryOut: (deed: ShortcutDeed) => boolean): void {
  const latest = useRef(carryOut);
  latest.current = carryOut;
  useEffect(() => {
    let pressed: readonly string[] = [];
    let lastAt = 0;
    const listen = (event: KeyboardEvent): void => {
      const name = nameOfKey(event);
      if (name === null || event.defaultPrevented || isTyping(event.target)) return;
      if (name !== UNDO_KEY && isDialogOpen()) return;
      pressed = event.timeStamp - lastAt > SECOND_KEY_MS ? [name] : [...pressed, name];
      lastAt = event.timeStamp;
      const meaning = readKeys(pressed);
      if (meaning.kind === 'wait') pressed = pressed.slice(-1);
      else pressed = [];
      if (meaning.kind === 'deed' && latest.current(meaning.deed)) event.preventDefault();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, []);
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target instanceof HTMLInputElement) return !NOT_TYPED.has(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement || target.isContentEditable;
}

function isDialogOpen(): boolean {
  return document.querySelector('[role="dialog"][aria-modal="true"], [role="alertdialog"]') !== null;
}
