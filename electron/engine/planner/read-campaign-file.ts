import type { z } from 'zod';
import type { CampaignSchedule, CampaignTime } from '#shared/domain/campaign.ts';
import {
  ALREADY_PAST_POLICIES,
  CONFLICT_POLICIES,
  LATE_POLICIES,
  OUTSIDE_WINDOW_POLICIES,
} from '#shared/domain/campaign.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, parsePublicId } from '#shared/domain/ids.ts';
import { DEFAULT_POLICIES, MOST_LATE_MINUTES } from '#shared/domain/schedule-defaults.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { parseIso } from '#shared/time/instant.ts';
import { minuteOfDay, parseLocalTime } from '#shared/time/local-time.ts';
import type { LocalWindow } from '#shared/time/window.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { type CampaignFile, campaignFileSchema } from './campaign-file.ts';

/** What a campaign file asks for, defaults filled in. The message is not checked here. */
export interface CampaignRequest {
  readonly accountId: AccountId;
  readonly name: string;
  /** Empty = all topics. */
  readonly topics: readonly string[];
  /** The message object as JSON text: the bytes that are sent. */
  readonly messageJson: string;
  readonly schedule: CampaignSchedule;
}

/**
 * Reads a campaign file that was already parsed as JSON or YAML.
 *
 * @param zones - to recognise the zones it names.
 * @throws {DomainError} `invalidInput`: one sentence with the field, its value and what is allowed; `where` is the field.
 */
export function readCampaignFile(value: unknown, zones: ZoneTable): CampaignRequest {
  const parsed = campaignFileSchema.safeParse(value);
  if (!parsed.success) throw refusalOf(parsed.error.issues[0], value);
  const file = parsed.data;
  return {
    accountId: parsePublicId('account', String(file.account)) as AccountId, // an account id by the check above
    name: file.name,
    topics: [...new Set(file.audience.topics)],
    messageJson: JSON.stringify(file.message),
    schedule: scheduleOf(file, zones),
  };
}

const POLICIES = [
  'zone',
  'alreadyPast',
  'unknownZone',
  'lateMinutes',
  'late',
  'onConflict',
  'outsideWindow',
  'window',
] as const;

function scheduleOf(file: CampaignFile, zones: ZoneTable): CampaignSchedule {
  const { schedule } = file;
  for (const name of POLICIES) {
    if (schedule[name] !== undefined && file[name] !== undefined) {
      throw refused(name, file[name], 'given once, in "schedule" or beside it, not in both');
    }
  }
  const given = { ...file, ...schedule };
  return {
    time: timeOf(schedule),
    zone: zoneOf('zone', given.zone ?? 'recipient', 'recipient', zones),
    alreadyPast: given.alreadyPast ?? DEFAULT_POLICIES.alreadyPast,
    unknownZone: zoneOf('unknownZone', given.unknownZone ?? DEFAULT_POLICIES.unknownZone, 'skip', zones),
    lateMinutes: given.lateMinutes ?? DEFAULT_POLICIES.lateMinutes,
    late: given.late ?? DEFAULT_POLICIES.late,
    onConflict: given.onConflict ?? DEFAULT_POLICIES.onConflict,
    outsideWindow: given.outsideWindow ?? DEFAULT_POLICIES.outsideWindow,
    window: given.window === undefined ? DEFAULT_POLICIES.window : windowOf(given.window),
  };
}

function timeOf({ date, time, at }: CampaignFile['schedule']): CampaignTime {
  const instant = at === undefined || at === 'now' ? null : parseIso(at);
  if (at !== undefined && (date !== undefined || time !== undefined)) {
    throw refused('schedule.at', at, 'alone, or left out where "date" and "time" are given');
  }
  if (at === 'now') return { kind: 'now' };
  if (instant !== null) return { kind: 'instant', at: instant };
  if (date === undefined) throw refused('schedule.date', undefined, ALLOWED['schedule.date']);
  if (time === undefined) throw refused('schedule.time', undefined, ALLOWED['schedule.time']);
  return { kind: 'local', date, time };
}

function zoneOf(field: string, name: string, word: string, zones: ZoneTable): string {
  if (name === word) return name;
  const identity = zones.identify(name);
  if (identity.kind !== 'known') throw refused(field, name, `"${word}" or an IANA zone such as Europe/Rome`);
  return identity.zone;
}

function windowOf(window: NonNullable<CampaignFile['window']> | null): LocalWindow | null {
  if (window === null) return null;
  if (window.from === window.to) throw refused('window', window, 'null, or two different times; null = no window');
  return { fromMinute: minuteAt(window.from), toMinute: window.to === '24:00' ? 1_440 : minuteAt(window.to) };
}

function minuteAt(text: string): number {
  const time = parseLocalTime(text);
  if (time === null) throw new BugError(`The window's ${text} passed the schema and is no time.`);
  return minuteOfDay(time);
}

const oneOf = (values: readonly string[]): string => `one of ${values.map((value) => `"${value}"`).join(', ')}`;

/** What is allowed in each field, for the sentence of a refusal; policies are looked up by their own name. */
const ALLOWED: Readonly<Record<string, string>> = {
  '': 'an object with name, account, audience, message and schedule',
  name: 'a text of 1 to 200 characters',
  account: 'an account id such as "a1"',
  audience: 'an object such as { "topics": [] }',
  'audience.topics': 'a list of topic titles; an empty one = all topics',
  message: "the Send API's message object",
  schedule: 'an object with "date" and "time", or with "at"',
  'schedule.date': 'a day of the calendar such as "2026-11-27", together with "time"',
  'schedule.time': 'a time of day from "00:00" to "23:59", together with "date"',
  'schedule.at': '"now" or an instant with its offset such as "2026-11-27T10:00:00+01:00"',
  $schema: 'a text',
  zone: '"recipient" or an IANA zone such as "Europe/Rome"',
  alreadyPast: oneOf(ALREADY_PAST_POLICIES),
  unknownZone: '"skip" or an IANA zone such as "Europe/Rome"',
  lateMinutes: `a whole number of minutes from 1 to ${MOST_LATE_MINUTES}`,
  late: oneOf(LATE_POLICIES),
  onConflict: oneOf(CONFLICT_POLICIES),
  outsideWindow: oneOf(OUTSIDE_WINDOW_POLICIES),
  window: 'null or an object such as { "from": "09:00", "to": "20:00" }',
  'window.from': 'a time of day from "00:00" to "23:59"',
  'window.to': 'a time of day from "00:00" to "24:00"',
};

function refusalOf(issue: z.core.$ZodIssue | undefined, file: unknown): DomainError {
  if (issue === undefined) throw new BugError('A campaign file was refused without a reason.');
  const path = issue.path.map(String);
  if (issue.code === 'unrecognized_keys') return unknownKey(path, issue.keys[0] ?? '');
  const value = issue.path.reduce<unknown>((inner, key) => valueAt(inner, key), file);
  return refused(path.join('.'), value, allowedAt(path));
}

function valueAt(inner: unknown, key: PropertyKey): unknown {
  if (typeof inner !== 'object' || inner === null) return undefined;
  return Object.getOwnPropertyDescriptor(inner, key)?.value;
}

function allowedAt(path: readonly string[]): string {
  const named = path.filter((part) => !/^\d+$/.test(part));
  // Policies may stand in "schedule" or beside it; both share one entry.
  return ALLOWED[named.join('.')] ?? ALLOWED[named.slice(1).join('.')] ?? 'left out';
}

function unknownKey(path: readonly string[], key: string): DomainError {
  const prefix = path.join('.');
  const shape = { '': campaignFileSchema.shape, schedule: campaignFileSchema.shape.schedule.shape }[prefix];
  const known = shape === undefined ? ALLOWED[path.at(-1) ?? ''] : Object.keys(shape).join(', ');
  const place = prefix === '' ? 'the campaign file' : `"${prefix}" of the campaign file`;
  const message = `The key "${key}" in ${place} is unknown; allowed is ${known ?? 'nothing'}.`;
  return new DomainError('invalidInput', message, prefix === '' ? key : `${prefix}.${key}`);
}

function refused(field: string, value: unknown, allowed: string | undefined): DomainError {
  const subject = field === '' ? 'The campaign file' : `"${field}" in the campaign file`;
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 80);
  return new DomainError(
    'invalidInput',
    `${subject} is ${shown}; it must be ${allowed ?? 'left out'}.`,
    field === '' ? null : field,
  );
}
