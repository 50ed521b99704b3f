import { isObject, type JsonObject } from '#practice/content/json-value.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { FAULT_CALLS, FAULT_KINDS, type Fault, type FaultKind } from './fault.ts';

const FIELDS = ['on', 'token', 'nth', 'times', 'do', 'ms', 'status', 'code', 'subcode', 'accept'];
const LONGEST_MS = 3_600_000;
const REDIRECTS = [301, 302, 303, 307, 308];

/** Whether a call is carried out, for the kinds that leave no choice. */
const FIXED_ACCEPT: Readonly<Partial<Record<FaultKind, boolean>>> = {
  delay: true,
  resetBefore: false,
  resetAfter: true,
  cutBody: true,
};

/**
 * Reads the text of a `--faults` file.
 *
 * @throws {DomainError} `invalidInput`: one sentence that names the entry (from 0), the field and what is allowed.
 */
export function readFaults(text: string, file: string): readonly Fault[] {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new DomainError('invalidInput', `${file} is not JSON; a list of faults is needed.`, file, error);
  }
  if (!Array.isArray(value)) {
    throw new DomainError('invalidInput', `${file} holds no JSON list; a list of faults is needed.`, file);
  }
  return value.map((entry: unknown, index) => {
    const place = `entry ${index} of ${file}`;
    if (!isObject(entry)) {
      throw new DomainError('invalidInput', `${place} is no JSON object; a fault is an object.`, place);
    }
    return readFault(entry, place);
  });
}

function readFault(entry: JsonObject, place: string): Fault {
  const strange = Object.keys(entry).find((key) => !FIELDS.includes(key));
  if (strange !== undefined) {
    throw refusal(place, strange, entry[strange], `no field of a fault; allowed are ${FIELDS.join(', ')}`);
  }
  const kind = wordAt(entry, 'do', FAULT_KINDS, place);
  const whole = (key: string, least: number, most: number) => wholeAt(entry, key, [least, most], place);
  const status = whole('status', 200, 599);
  if (kind === 'redirect' && status !== null && !REDIRECTS.includes(status)) {
    throw refusal(place, 'status', status, `one of ${REDIRECTS.join(', ')} for a redirect`);
  }
  const ms = whole('ms', 0, LONGEST_MS);
  if (kind === 'delay' && ms === null) {
    throw refusal(place, 'ms', undefined, `a whole number from 0 to ${LONGEST_MS} for a delay`);
  }
  return {
    on: wordAt(entry, 'on', FAULT_CALLS, place),
    token: tokenAt(entry, place),
    nth: whole('nth', 1, Number.MAX_SAFE_INTEGER) ?? 1,
    times: whole('times', 1, Number.MAX_SAFE_INTEGER) ?? 1,
    do: kind,
    ms: ms ?? 0,
    status,
    code: whole('code', -1, Number.MAX_SAFE_INTEGER),
    subcode: whole('subcode', 0, Number.MAX_SAFE_INTEGER),
    accept: acceptAt(entry, kind, place),
  };
}

function wordAt<Word extends string>(entry: JsonObject, key: string, allowed: readonly Word[], place: string): Word {
  const word = allowed.find((one) => one === entry[key]);
  if (word === undefined) throw refusal(place, key, entry[key], `one of ${allowed.join(', ')}`);
  return word;
}

/** A whole number within bounds, both allowed; `null` when it is not given. */
function wholeAt(entry: JsonObject, key: string, bounds: readonly [number, number], place: string): number | null {
  const value = entry[key];
  if (value === undefined) return null;
  const [least, most] = bounds;
  if (typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most) return value;
  throw refusal(
    place,
    key,
    value,
    most === Number.MAX_SAFE_INTEGER ? `a whole number from ${least}` : `a whole number from ${least} to ${most}`,
  );
}

function tokenAt(entry: JsonObject, place: string): string | null {
  const { token } = entry;
  if (token === undefined) return null;
  if (typeof token === 'string' && token !== '') return token;
  throw refusal(place, 'token', token, 'a notification token as text');
}

function acceptAt(entry: JsonObject, kind: FaultKind, place: string): boolean {
  const { accept } = entry;
  const fixed = FIXED_ACCEPT[kind];
  if (accept === undefined) return fixed ?? false;
  if (typeof accept !== 'boolean') throw refusal(place, 'accept', accept, 'true or false');
  if (fixed !== undefined && accept !== fixed) throw refusal(place, 'accept', accept, `${fixed} for ${kind}`);
  return accept;
}

function refusal(place: string, key: string, value: unknown, allowed: string): DomainError {
  const shown = value === undefined ? 'missing' : JSON.stringify(value).slice(0, 60);
  const rule = allowed.startsWith('no field') ? allowed : `it must be ${allowed}`;
  return new DomainError('invalidInput', `In ${place}, "${key}" is ${shown}: ${rule}.`, `${place}, ${key}`);
}
