import { expect } from 'vitest';

/** Stands for any text that fits a pattern. */
export function matching(pattern: RegExp): unknown {
  return expect.stringMatching(pattern);
}

/** Stands for any text that holds another. */
export function containing(text: string): unknown {
  return expect.stringContaining(text);
}

/** Stands for any list that holds these items. */
export function holding(...items: readonly unknown[]): unknown {
  return expect.arrayContaining([...items]);
}

/** Stands for any object with these members. */
export function having(members: object): unknown {
  return expect.objectContaining(members);
}
