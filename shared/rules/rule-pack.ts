import { DomainError } from '#shared/domain/errors.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { DAY, HOUR, MINUTE, SECOND } from '#shared/time/duration.ts';
import { type LocalDate, parseLocalDate } from '#shared/time/local-date.ts';

/**
 * The platform's limits that a rule pack must state, one rule each (DESIGN 4).
 *
 * - `coolDown`: least time between two accepted sends on one notification token.
 * - `legacyWeekly`, `legacyMonthly`: messages per calendar week or month on an old token, in the Page's zone.
 * - `followUpFirst`: time after an opt-in in which a text counts as the first follow-up.
 * - `followUpSpan`: time after the first follow-up in which the others must go. `followUpCount`, `followUpLength`: how many, how long.
 * - `standardWindow`: time after a person's message in which the account may write without a token.
 * - `optInTitleLength`, `optInSameTitle`, `optInPerWindow`, `optInTitlesPerWeek`, `optInTitlesPerDay`: limits of opt-in requests.
 * - `sendsPerSecond`: calls a second on one account.
 */
export const RULE_IDS = [
  'coolDown',
  'legacyWeekly',
  'legacyMonthly',
  'followUpFirst',
  'followUpSpan',
  'followUpCount',
  'followUpLength',
  'standardWindow',
  'optInTitleLength',
  'optInSameTitle',
  'optInPerWindow',
  'optInTitlesPerWeek',
  'optInTitlesPerDay',
  'sendsPerSecond',
] as const;
/** See {@link RULE_IDS}. */
export type RuleId = (typeof RULE_IDS)[number];

/** Length of one unit of time in milliseconds; all of them are elapsed time, a day is 24 hours (DESIGN 13). */
const UNIT_MS = { seconds: SECOND, minutes: MINUTE, hours: HOUR, days: DAY } as const;

/** What a rule's value counts. */
export const RULE_UNITS = [
  'seconds',
  'minutes',
  'hours',
  'days',
  'messages',
  'characters',
  'requests',
  'calls',
] as const;
/** See {@link RULE_UNITS}. */
export type RuleUnit = (typeof RULE_UNITS)[number];

/** One limit of the platform, as data. */
export interface Rule {
  readonly id: RuleId;
  /** Whole and positive. */
  readonly value: number;
  readonly unit: RuleUnit;
  /** Day from which the platform applies it; `null` = since the function exists. */
  readonly from: LocalDate | null;
  /** First day on which it does not apply any more; `null` = no end known. */
  readonly until: LocalDate | null;
  /** Where it is written, and what is written there in short. */
  readonly source: string;
}

/** The platform's limits as of one day. */
export interface RulePack {
  /** The file's name without its ending; accounts hold it. */
  readonly name: string;
  /** The day whose limits it states. */
  readonly dated: LocalDate;
  /** Where the sending function exists under these limits, as the platform names the regions; empty = everywhere. */
  readonly regions: readonly string[];
  /** Every rule of {@link RULE_IDS}. */
  readonly rules: Readonly<Record<RuleId, Rule>>;
}

/**
 * Reads a rule pack file.
 *
 * @param where - the file, for the sentence of a refusal.
 * @throws {DomainError} `invalidInput` naming the field when the text is no complete rule pack.
 */
export function parseRulePack(text: string, where: string): RulePack {
  const file = objectAt(parseJson(text, where), 'the file', where);
  const rules = listAt(file['rules'], 'rules', where).map((rule, index) => readRule(rule, `rules[${index}]`, where));
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  if (byId.size !== rules.length) throw refused(where, 'rules', 'two rules of one id', 'one rule for each id');
  const missing = RULE_IDS.filter((id) => !byId.has(id));
  if (missing.length > 0) throw refused(where, 'rules', `nothing about ${missing.join(', ')}`, 'a rule for each id');
  return {
    name: textAt(file['name'], 'name', where),
    dated: dateAt(file['dated'], 'dated', where),
    regions: listAt(file['regions'], 'regions', where).map((region) => textAt(region, 'regions', where)),
    rules: Object.fromEntries(byId) as Record<RuleId, Rule>, // every id is there, checked above
  };
}

/**
 * The length of a rule of time, in milliseconds.
 *
 * @throws {BugError} when the rule counts something else.
 */
export function ruleMs(pack: RulePack, id: RuleId): number {
  const { value, unit } = pack.rules[id];
  if (!(unit in UNIT_MS)) throw new BugError(`Rule ${id} of ${pack.name} counts ${unit}, not time.`);
  return value * UNIT_MS[unit as keyof typeof UNIT_MS]; // a key, checked on the line above
}

const TIME_RULES: ReadonlySet<RuleId> = new Set([
  'coolDown',
  'followUpFirst',
  'followUpSpan',
  'standardWindow',
  'optInSameTitle',
]);

function readRule(value: unknown, field: string, where: string): Rule {
  const rule = objectAt(value, field, where);
  const id = oneOf(RULE_IDS, rule['id'], `${field}.id`, where);
  const unit = oneOf(RULE_UNITS, rule['unit'], `${field}.unit`, where);
  if (TIME_RULES.has(id) !== unit in UNIT_MS) {
    throw refused(where, `${field}.unit`, unit, TIME_RULES.has(id) ? 'a unit of time' : 'a unit that is no time');
  }
  const number = rule['value'];
  if (typeof number !== 'number' || !Number.isSafeInteger(number) || number < 1) {
    throw refused(where, `${field}.value`, number, 'a whole number of at least 1');
  }
  return {
    id,
    value: number,
    unit,
    from: rule['from'] === null ? null : dateAt(rule['from'], `${field}.from`, where),
    until: rule['until'] === null ? null : dateAt(rule['until'], `${field}.until`, where),
    source: textAt(rule['source'], `${field}.source`, where),
  };
}

function parseJson(text: string, where: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new DomainError('invalidInput', `The rule pack ${where} is no JSON text.`, where, error);
  }
}

function objectAt(value: unknown, field: string, where: string): Readonly<Record<string, unknown>> {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  if (!isObject) throw refused(where, field, value, 'an object');
  return value as Readonly<Record<string, unknown>>; // an object that is no list, checked above
}

function listAt(value: unknown, field: string, where: string): readonly unknown[] {
  if (!Array.isArray(value)) throw refused(where, field, value, 'a list');
  return value;
}

function textAt(value: unknown, field: string, where: string): string {
  if (typeof value !== 'string' || value.trim() === '') throw refused(where, field, value, 'a text');
  return value;
}

function dateAt(value: unknown, field: string, where: string): LocalDate {
  const date = typeof value === 'string' ? parseLocalDate(value) : null;
  if (date === null) throw refused(where, field, value, 'a day such as 2025-09-01');
  return date;
}

function oneOf<T extends string>(allowed: readonly T[], value: unknown, field: string, where: string): T {
  const found = allowed.find((item) => item === value);
  if (found === undefined) throw refused(where, field, value, `one of ${allowed.join(', ')}`);
  return found;
}

function refused(where: string, field: string, value: unknown, allowed: string): DomainError {
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 60);
  return new DomainError(
    'invalidInput',
    `In the rule pack ${where}, ${field} is ${shown}; it must be ${allowed}.`,
    field,
  );
}
