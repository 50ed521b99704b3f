import { expect, test } from 'vitest';
import { nameOfKey, readKeys, SHORTCUTS } from '#renderer/app/shortcuts.ts';

const press = (key: string, held: Partial<Record<'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}): string | null =>
  nameOfKey({ key, ctrlKey: false, metaKey: false, altKey: false, ...held });

test('every shortcut does what it says when its keys are pressed one after another', () => {
  for (const { keys, does } of SHORTCUTS) expect(readKeys(keys)).toEqual({ kind: 'deed', deed: does });
});

test('no shortcut is the beginning of another, and no two are alike', () => {
  for (const one of SHORTCUTS) {
    const others = SHORTCUTS.filter((other) => other !== one);
    expect(others.filter(({ keys }) => one.keys.every((key, index) => keys[index] === key))).toEqual([]);
  }
});

test('a first key is waited upon, and a key that goes on with nothing begins anew', () => {
  expect(readKeys(['g'])).toEqual({ kind: 'wait' });
  expect(readKeys(['g', 'g'])).toEqual({ kind: 'wait' });
  expect(readKeys(['g', 'n'])).toEqual({ kind: 'deed', deed: { kind: 'newMessage' } });
  expect(readKeys(['g', 'x'])).toEqual({ kind: 'nothing' });
});

test('Ctrl and Cmd count as one, Alt and keys without a sign as none', () => {
  expect([press('K', { ctrlKey: true }), press('k', { metaKey: true })]).toEqual(['mod+k', 'mod+k']);
  expect([press('T'), press('?')]).toEqual(['t', '?']);
  expect([press('k', { altKey: true }), press('Enter'), press('Shift')]).toEqual([null, null, null]);
});
