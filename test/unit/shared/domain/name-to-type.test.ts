import { describe, expect, test } from 'vitest';
import { isNameTyped, nameToType } from '#shared/domain/name-to-type.ts';

describe('a name is typed as it is read', () => {
  test.each([
    ['two spaces between the names', 'Anna Rossi', 'Anna  Rossi'],
    ['a space that does not break', 'Anna Rossi', 'Anna\u00A0Rossi'],
    ['an accent that is a sign of its own', 'Ren\u00E9 Caf\u00E9', 'Rene\u0301 Cafe\u0301'],
    ['a full-width space', '\u5C71\u7530 \u82B1\u5B50', '\u5C71\u7530\u3000\u82B1\u5B50'],
    ['marks of direction around it', 'Anna Rossi', '\u200FAnna Rossi\u200E'],
    ['a sign of no width within it', 'Anna Rossi', 'Anna\u200B Rossi'],
    ['a space behind it', 'Anna Rossi ', 'Anna Rossi'],
  ])('%s', (_what, typed, wanted) => {
    expect(isNameTyped(typed, wanted)).toBe(true);
  });

  test.each(['', ' ', 'Anna', 'anna rossi', 'AnnaRossi', 'Anna Rossi 2'])('%j is not Anna Rossi', (typed) => {
    expect(isNameTyped(typed, 'Anna Rossi')).toBe(false);
  });
});

test('the Meta id is typed where no name can be', () => {
  expect([nameToType('Anna', '7'), nameToType(null, '7'), nameToType('\u200B \u00A0', '7')]).toEqual([
    'Anna',
    '7',
    '7',
  ]);
});
