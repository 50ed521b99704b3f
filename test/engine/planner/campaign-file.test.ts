import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { readCampaignFile } from '#engine/planner/read-campaign-file.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';
import { CAMPAIGN_SCHEMA_PATH, campaignFileJsonSchema } from '#test/tools/publish-campaign-schema.ts';

const zones = loadZoneTable();

const FILE = {
  name: 'Black Friday',
  account: 'a1',
  audience: { topics: ['Offers'] },
  message: { text: 'Hello' },
  schedule: { date: '2026-11-27', time: '10:00' },
};

describe('a campaign file', () => {
  test('says little and gets the defaults of the design', () => {
    expect(readCampaignFile(FILE, zones)).toEqual({
      accountId: 1,
      name: 'Black Friday',
      topics: ['Offers'],
      messageJson: '{"text":"Hello"}',
      schedule: {
        time: { kind: 'local', date: '2026-11-27', time: '10:00' },
        zone: 'recipient',
        alreadyPast: 'nextDay',
        unknownZone: 'skip',
        lateMinutes: 60,
        late: 'missed',
        onConflict: 'move',
        outsideWindow: 'nextWindow',
        window: { fromMinute: 540, toMinute: 1_200 },
      },
    });
  });

  const policies = {
    zone: 'europe/rome',
    alreadyPast: 'skip',
    unknownZone: 'America/New_York',
    lateMinutes: 5,
    late: 'nextWindow',
    onConflict: 'skip',
    outsideWindow: 'skip',
    window: { from: '22:00', to: '24:00' },
  };
  const read = {
    zone: 'Europe/Rome',
    alreadyPast: 'skip',
    unknownZone: 'America/New_York',
    lateMinutes: 5,
    late: 'nextWindow',
    onConflict: 'skip',
    outsideWindow: 'skip',
    window: { fromMinute: 1_320, toMinute: 1_440 },
  };

  test.each([
    ['in the schedule', { ...FILE, schedule: { ...FILE.schedule, ...policies } }],
    ['beside it', { ...FILE, ...policies }],
  ])('may name every policy %s', (_where, file) => {
    expect(readCampaignFile(file, zones).schedule).toMatchObject(read);
  });

  test('may ask for now, for an instant, and for no window', () => {
    const now = readCampaignFile({ ...FILE, schedule: { at: 'now' }, window: null }, zones);
    expect(now.schedule).toMatchObject({ time: { kind: 'now' }, window: null });
    const instant = readCampaignFile({ ...FILE, schedule: { at: '2026-11-27T10:00:00+01:00' } }, zones);
    expect(instant.schedule.time).toEqual({ kind: 'instant', at: Date.UTC(2026, 10, 27, 9) });
  });

  test.each([
    ['a list', [], null, /campaign file is \[\]; it must be an object with name/],
    ['no name', { ...FILE, name: undefined }, 'name', /"name".*missing.*1 to 200 characters/],
    ['an empty name', { ...FILE, name: ' ' }, 'name', /" "/],
    ['another account', { ...FILE, account: 'c1' }, 'account', /"c1".*"a1"/],
    ['no audience', { ...FILE, audience: undefined }, 'audience', /"audience".*missing/],
    ['an audience without topics', { ...FILE, audience: {} }, 'audience.topics', /topics.*missing.*all topics/],
    ['a topic that is no text', { ...FILE, audience: { topics: [7] } }, 'audience.topics.0', /7.*topic/],
    ['a message that is a text', { ...FILE, message: 'Hello' }, 'message', /"Hello".*message object/],
    ['no schedule', { ...FILE, schedule: undefined }, 'schedule', /"date" and "time", or with "at"/],
    ['an empty schedule', { ...FILE, schedule: {} }, 'schedule.date', /missing/],
    ['a date without a time', { ...FILE, schedule: { date: '2026-11-27' } }, 'schedule.time', /missing/],
    ['30 February', { ...FILE, schedule: { date: '2026-02-30', time: '10:00' } }, 'schedule.date', /"2026-02-30"/],
    ['half past twenty-five', { ...FILE, schedule: { date: '2026-11-27', time: '25:30' } }, 'schedule.time', /"25:30"/],
    [
      'an instant without offset',
      { ...FILE, schedule: { at: '2026-11-27T10:00:00' } },
      'schedule.at',
      /with its offset/,
    ],
    ['both ways to say when', { ...FILE, schedule: { ...FILE.schedule, at: 'now' } }, 'schedule.at', /alone/],
    ['a zone nobody knows', { ...FILE, zone: 'Mars/Olympus' }, 'zone', /"Mars\/Olympus".*"recipient" or an IANA zone/],
    ['a policy nobody knows', { ...FILE, late: 'never' }, 'late', /"never".*"missed", "nextWindow"/],
    [
      'a policy of another field',
      { ...FILE, schedule: { ...FILE.schedule, onConflict: 'missed' } },
      'schedule.onConflict',
      /"move", "skip"/,
    ],
    ['no lateness', { ...FILE, lateMinutes: 0 }, 'lateMinutes', /0.*1 to 10080/],
    ['half a minute', { ...FILE, lateMinutes: 0.5 }, 'lateMinutes', /0\.5/],
    ['a window of no length', { ...FILE, window: { from: '09:00', to: '09:00' } }, 'window', /null = no window/],
    ['half a window', { ...FILE, window: { from: '09:00' } }, 'window.to', /missing.*24:00/],
    [
      'a policy twice',
      { ...FILE, late: 'missed', schedule: { ...FILE.schedule, late: 'missed' } },
      'late',
      /not in both/,
    ],
    ['an unknown key', { ...FILE, when: 'now' }, 'when', /key "when".*allowed is .*schedule/],
    [
      'an unknown key deeper down',
      { ...FILE, schedule: { ...FILE.schedule, tz: 'x' } },
      'schedule.tz',
      /key "tz" in "schedule".*lateMinutes/,
    ],
    [
      'an unknown key in the audience',
      { ...FILE, audience: { topics: [], tags: [] } },
      'audience.tags',
      /"tags" in "audience"/,
    ],
  ])('with %s is refused by name, value and what is allowed', (_what, file, where, sentence) => {
    const refusal = (): unknown => readCampaignFile(file, zones);
    expect(refusal).toThrow(DomainError);
    expect(refusal).toThrow(expect.objectContaining({ code: 'invalidInput', where }));
    expect(refusal).toThrow(sentence);
  });

  test('has a published schema that is what the engine reads', () => {
    expect(JSON.parse(readFileSync(CAMPAIGN_SCHEMA_PATH, 'utf8'))).toEqual(JSON.parse(campaignFileJsonSchema()));
  });
});
