import { expect, test } from 'vitest';
import { type ReasonCount, reasonsLeftOut } from '#renderer/places/messages/reasons-left-out.ts';

test('what arrived, and who gets it through another permission, stand not among the reasons why some did not go', () => {
  const skipped: ReasonCount = { state: 'skipped', reason: 'coolDown', count: 13 };
  const reasons: readonly ReasonCount[] = [
    { state: 'sent', reason: 'provenByReadBack', count: 54 },
    { state: 'skipped', reason: 'sameRecipient', count: 73 },
    skipped,
  ];
  expect(reasonsLeftOut(reasons)).toEqual([skipped]);
});
