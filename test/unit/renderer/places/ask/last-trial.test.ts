import { expect, test } from 'vitest';
import { rememberTrial, trialToGoOnWith } from '#renderer/places/ask/trial/last-trial.ts';

const TRIAL = { account: 'a1', card: 'o1', person: 'p9' } as const;

test('whoever comes back goes on with the trial, unless the address names another one', () => {
  rememberTrial(TRIAL);
  expect(trialToGoOnWith({})).toEqual(TRIAL);
  expect(trialToGoOnWith({ account: 'a1' })).toEqual(TRIAL);
  expect(trialToGoOnWith({ card: 'o2' })).toBeNull();
});

test('another account gets neither the card nor the tester of the one before', () => {
  rememberTrial(TRIAL);
  expect(trialToGoOnWith({ account: 'a2' })).toBeNull();
  rememberTrial({ account: 'a2' });
  expect(trialToGoOnWith({ account: 'a1' })).toBeNull();
});

test('a tester who was taken away does not come back', () => {
  rememberTrial(TRIAL);
  rememberTrial({ account: 'a1', card: 'o1' });
  expect(trialToGoOnWith({})).toBeNull();
});
