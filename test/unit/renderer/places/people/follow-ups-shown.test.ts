import { expect, test } from 'vitest';
import { followUpsShown } from '#renderer/places/people/follow-ups-shown.ts';
import type { Moment } from '#shared/contract/moment.ts';
import type { Permission } from '#shared/contract/person.ts';

const NOON = Date.UTC(2026, 10, 21, 12);

function at(second: number): Moment {
  const local = new Date(NOON + second * 1_000).toISOString().slice(0, 19);
  return { at: NOON + second * 1_000, here: { local, offsetMinutes: 0, zone: 'UTC' }, there: null };
}

/** A permission whose yes came `second` seconds after noon; `null` = it is not known when. */
function permission(id: string, second: number | null): Permission {
  return {
    id,
    topic: id,
    status: 'active',
    standing: { can: 'now', reason: null, from: null, source: null },
    zoneGiven: null,
    shortToken: '',
    frequency: null,
    userTokenStatus: null,
    reoptin: null,
    created: null,
    optIn: second === null ? null : at(second),
    followUpUntil: second === null ? null : at(second + 120),
    expires: null,
    last: null,
    nextEligible: null,
    nextEligibleSource: null,
    nextEligibleRead: null,
    stopped: null,
    invalid: null,
  };
}

const shown = (permissions: readonly Permission[], ...begun: readonly string[]): readonly string[] =>
  followUpsShown(permissions, new Set(begun)).map((one) => one.permission.id);

test('only the latest yes can be followed up, where nothing is begun', () => {
  expect(shown([permission('bread', 0), permission('cake', 60), permission('old list', null)])).toEqual(['cake']);
});

test('a yes to another title leaves what is being written where it is, under its own title', () => {
  const bread = permission('bread', 0);
  expect(shown([bread], 'bread')).toEqual(['bread']);
  expect(shown([bread, permission('cake', 60)], 'bread')).toEqual(['bread', 'cake']);
});

test('nobody whose yes has no known time is followed up', () => {
  expect(shown([permission('old list', null)])).toEqual([]);
});
