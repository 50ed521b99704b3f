import { describe, expect, test } from 'vitest';
import {
  findViolations,
  type JudgeRules,
  type PlayedFacts,
  type PlayedMessage,
} from '#engine/rehearsal/find-violations.ts';
import type { CampaignSchedule } from '#shared/domain/campaign.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { addMs } from '#shared/time/instant.ts';
import { localWindow } from '#shared/time/window.ts';
import { instant, loadZoneTable, zoneNamed } from '#test/support/zone-table.ts';

const table = loadZoneTable();
const rome = zoneNamed(table, 'Europe/Rome');
const slotAt = instant('2026-11-27T10:00:00+01:00');

const schedule: CampaignSchedule = {
  time: { kind: 'local', date: '2026-11-27', time: '10:00' },
  zone: 'recipient',
  alreadyPast: 'nextDay',
  unknownZone: 'skip',
  lateMinutes: 60,
  late: 'missed',
  onConflict: 'move',
  outsideWindow: 'nextWindow',
  window: localWindow(9 * 60, 20 * 60),
};

const rules: JudgeRules = {
  table,
  coolDownMs: DAY,
  personGapMs: DAY,
  schedules: new Map([
    [1, schedule],
    [2, schedule],
  ]),
};

const message: PlayedMessage = {
  campaignId: 1,
  token: 't1',
  recipient: 'r1',
  isSent: true,
  messageId: 'm1',
  slotAt,
  dueAt: slotAt,
  slotZone: rome,
  tokenZone: 'Europe/Rome',
  personZone: null,
};
const accepted = { at: addMs(slotAt, MINUTE), token: 't1', recipient: 'r1', messageId: 'm1' };
const clean: PlayedFacts = {
  accepted: [accepted],
  refusedTooEarly: [],
  messages: [message],
  acceptedBefore: new Map(),
};

function kinds(facts: Partial<PlayedFacts>): readonly string[] {
  return findViolations({ ...clean, ...facts }, rules).map(({ kind }) => kind);
}

describe('the judge of a rehearsal', () => {
  test('finds nothing in a correct play', () => {
    expect(kinds({})).toEqual([]);
    expect(kinds({ acceptedBefore: new Map([['t1', addMs(accepted.at, -DAY)]]) })).toEqual([]);
  });

  test('sees a message a millisecond inside the cool-down, earlier sends of the workspace included', () => {
    expect(kinds({ acceptedBefore: new Map([['t1', addMs(accepted.at, 1 - DAY)]]) })).toEqual(['twoInsideCoolDown']);
  });

  test('sees two messages of one campaign to one person, and two of two campaigns within a day', () => {
    const other = { ...message, token: 't2', messageId: 'm2' };
    const second = { ...accepted, token: 't2', messageId: 'm2' };
    expect(kinds({ accepted: [accepted, second], messages: [message, { ...other, campaignId: 2 }] })).toEqual([
      'twoToOnePerson',
    ]);
    expect(kinds({ accepted: [accepted, second], messages: [message, other] })).toEqual([
      'twoToOnePerson',
      'twoToOnePerson',
    ]);
  });

  test('sees a message before its slot, after its lateness, and outside the hours of the person', () => {
    const at = (shiftMs: number) => [{ ...accepted, at: addMs(slotAt, shiftMs) }];
    expect(kinds({ accepted: at(-1) })).toEqual(['beforeSlot']);
    expect(kinds({ accepted: at(HOUR) })).toEqual([]);
    expect(kinds({ accepted: at(HOUR + 1) })).toEqual(['tooLate']);
    expect(kinds({ messages: [{ ...message, tokenZone: 'America/New_York' }] })).toEqual(['outsideWindow']);
  });

  test('sees what the platform refused as too early, and where its ledger and the workspace disagree', () => {
    expect(kinds({ refusedTooEarly: ['t1'] })).toEqual(['refusedTooEarly']);
    expect(kinds({ accepted: [] })).toEqual(['sentUnproven']);
    expect(kinds({ messages: [] })).toEqual(['acceptedUnknown']);
  });
});
