import { byteCount, type ContentLimit, characterCount } from './message-content-limits.ts';

/** Kinds of problem, never renamed. */
export const CONTENT_PROBLEM_CODES = [
  'required',
  'wrongType',
  'tooLong',
  'tooMany',
  'tooFew',
  'unknownKey',
  'notAllowed',
  'notHttps',
  'notUrl',
  'conflict',
  'brokenText',
] as const;
/** See {@link CONTENT_PROBLEM_CODES}. */
export type ContentProblemCode = (typeof CONTENT_PROBLEM_CODES)[number];

/** One thing about a message that the platform would refuse. */
export interface ContentProblem {
  readonly code: ContentProblemCode;
  /** The place, e.g. `message.attachment.payload.elements[0].title`. */
  readonly path: string;
  /** What stands there, as JSON, cut after 80 characters; `null` when nothing does. */
  readonly value: string | null;
  /** What is allowed, in short: a number with its unit, or the values; `null` when the sentence says it all. */
  readonly limit: string | null;
  /** Everything in one sentence. */
  readonly sentence: string;
}

/** Looks at one value and reports every problem in it. */
export type Check = (value: unknown, path: string, report: (problem: ContentProblem) => void) => void;

const LONGEST_SHOWN = 80;

/** A problem with its value shown. */
export function problem(
  code: ContentProblemCode,
  path: string,
  value: unknown,
  ...[limit, rest]: readonly [limit: string | null, rest: string]
): ContentProblem {
  return { code, path, value: value === undefined ? null : show(value), limit, sentence: `${path} ${rest}` };
}

/** A value as JSON, cut. What JSON cannot write (a file may hold a list inside itself) is named by its type. */
function show(value: unknown): string {
  try {
    return cut(JSON.stringify(value) ?? typeof value);
  } catch {
    return typeof value;
  }
}

function cut(text: string): string {
  return text.length <= LONGEST_SHOWN ? text : `${text.slice(0, LONGEST_SHOWN - 1).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

/** An object with these fields and no others. */
export function fields(
  known: Readonly<Record<string, { readonly check: Check; readonly isRequired?: boolean }>>,
): Check {
  return (value, path, report) => {
    const given = asFields(value);
    if (given === null) return report(problem('wrongType', path, value, 'an object', 'must be an object.'));
    for (const name of Object.keys(given).filter((key) => !Object.hasOwn(known, key))) {
      const allowed = Object.keys(known).join(', ');
      report(
        problem('unknownKey', `${path}.${name}`, given[name], allowed, `is no known field; known here are ${allowed}.`),
      );
    }
    for (const [name, { check, isRequired = false }] of Object.entries(known)) {
      const place = `${path}.${name}`;
      if (given[name] !== undefined) check(given[name], place, report);
      else if (isRequired) report(problem('required', place, undefined, null, 'is missing.'));
    }
  };
}

/** A text that is not empty and not too long. */
export function textUpTo(limit: ContentLimit): Check {
  return (value, path, report) => {
    if (typeof value !== 'string') return report(problem('wrongType', path, value, 'a text', 'must be a text.'));
    if (value === '') return report(problem('required', path, value, null, 'is empty.'));
    if (!value.isWellFormed()) {
      return report(problem('brokenText', path, value, null, 'holds half a character (an unpaired surrogate).'));
    }
    const length = limit.unit === 'byte' ? byteCount(value) : characterCount(value);
    if (length <= limit.max) return;
    const unit = limit.unit === 'byte' ? 'bytes' : 'characters';
    report(
      problem(
        'tooLong',
        path,
        value,
        `${limit.max} ${unit}`,
        `has ${length} ${unit}; at most ${limit.max} are allowed.`,
      ),
    );
  };
}

/** A list of at least `min` items and at most the limit, each checked. */
export function listUpTo(limit: ContentLimit, min: number, item: Check, what: string): Check {
  return (value, path, report) => {
    if (!Array.isArray(value)) return report(problem('wrongType', path, value, 'a list', 'must be a list.'));
    const range = min === limit.max ? `exactly ${min}` : `${min} to ${limit.max}`;
    if (value.length > limit.max || value.length < min) {
      const code = value.length > limit.max ? 'tooMany' : 'tooFew';
      report(problem(code, path, value.length, range, `has ${value.length} ${what}; ${range} are allowed.`));
    }
    for (const [index, entry] of value.entries()) item(entry, `${path}[${index}]`, report);
  };
}

/** One of these values. */
export function oneOf(allowed: readonly string[]): Check {
  return (value, path, report) => {
    if (typeof value === 'string' && allowed.includes(value)) return;
    const list = allowed.join(', ');
    report(problem('notAllowed', path, value, list, `is ${show(value)}; allowed are ${list}.`));
  };
}

/** True or false. */
export const truthValue: Check = (value, path, report) => {
  if (typeof value !== 'boolean') report(problem('wrongType', path, value, 'true or false', 'must be true or false.'));
};

/**
 * An address on the web, without user name or password (RELIABILITY S-41).
 *
 * @param needsHttps links that people tap must be `https:`; files that the platform fetches may be `http:` too.
 */
export function webAddress(needsHttps: boolean): Check {
  const allowed = needsHttps ? 'https://…' : 'https://… or http://…';
  return (value, path, report) => {
    if (typeof value !== 'string') return report(problem('wrongType', path, value, allowed, 'must be a web address.'));
    const address = /^(https?):\/\/([^\s/?#]+)[^\s]*$/i.exec(value);
    const [, scheme = '', host = ''] = address ?? [];
    if (address === null || host.includes('@') || !/^[^:]+(:\d{1,5})?$|^\[[\da-f:.]+\](:\d{1,5})?$/i.test(host)) {
      return report(problem('notUrl', path, value, allowed, `is no web address; allowed is ${allowed}.`));
    }
    if (needsHttps && scheme.toLowerCase() !== 'https') {
      report(problem('notHttps', path, value, allowed, `begins with http://; links that people tap need https://.`));
    }
  };
}

/** The fields of an object, or `null` when the value is none. */
export function asFields(value: unknown): Readonly<Record<string, unknown>> | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null;
  return value as Readonly<Record<string, unknown>>; // an object that is no list, checked above
}
