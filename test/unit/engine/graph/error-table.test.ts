import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { effectOf, findErrorRule } from '#engine/graph/error-lookup.ts';
import type { ErrorOutcome } from '#engine/graph/error-rule.ts';
import { ERROR_TABLE } from '#engine/graph/error-table.ts';
import { GONE_TABLE, readRefusalOf } from '#engine/graph/read-error-table.ts';
import type { AccountStopReason } from '#shared/domain/account.ts';

type Line = readonly [code: number, subcode: number | null, outcome: ErrorOutcome, stop: AccountStopReason | null];

/** META-API 4.3 read once more, by hand: what each error must mean for a send. */
const EXPECTED: readonly Line[] = [
  [-1, 2018012, 'uncertain', null],
  [-1, null, 'uncertain', null],
  [1, null, 'uncertain', null],
  [1, 99, 'uncertain', null],
  [1, 1357046, 'uncertain', null],
  [2, null, 'uncertain', null],
  [1200, null, 'uncertain', null],
  [3, null, 'blocked', 'permission'],
  [4, null, 'throttled', 'throttled'],
  [4, 2018354, 'tooEarly', null],
  [9, 2018352, 'unavailable', null],
  [10, null, 'blocked', 'permission'],
  [10, 1893015, 'stopped', null],
  [10, 1404170, 'blocked', 'blocked'],
  [10, 1893063, 'blocked', 'blocked'],
  [10, 2018278, 'unavailable', null],
  [10, 2534022, 'unavailable', null],
  [10, 2018065, 'unavailable', null],
  [10, 2018108, 'unavailable', null],
  [10, 2534077, 'blocked', 'permission'],
  [17, null, 'throttled', 'throttled'],
  [17, 2446079, 'throttled', 'throttled'],
  [32, null, 'throttled', 'throttled'],
  [80001, null, 'throttled', 'throttled'],
  [80002, null, 'throttled', 'throttled'],
  [80006, null, 'throttled', 'throttled'],
  [80004, 2446079, 'throttled', 'throttled'],
  [80003, null, 'throttled', 'throttled'],
  [80000, null, 'throttled', 'throttled'],
  [80014, null, 'throttled', 'throttled'],
  [341, null, 'throttled', 'throttled'],
  [368, null, 'blocked', 'blocked'],
  [613, null, 'throttled', 'throttled'],
  [613, 1893016, 'unavailable', null],
  [613, 2018338, 'throttled', 'stopRate'],
  [613, 2534040, 'throttled', 'throttled'],
  [100, null, 'badRequest', null],
  [100, 33, 'blocked', 'permission'],
  [100, 2018001, 'unavailable', null],
  [100, 2018008, 'badRequest', null],
  [100, 2018047, 'badRequest', null],
  [100, 2018294, 'badRequest', null],
  [100, 2018109, 'badRequest', null],
  [100, 2534013, 'blocked', 'permission'],
  [100, 2534014, 'unavailable', null],
  [100, 2534015, 'badRequest', null],
  [100, 2534025, 'badRequest', null],
  [100, 2534037, 'unavailable', null],
  [100, 2534029, 'blocked', 'blocked'],
  ...[102, 190].flatMap((code) =>
    [null, 458, 459, 460, 463, 464, 467, 492].map((subcode): Line => [code, subcode, 'unauthorized', 'unauthorized']),
  ),
  [200, null, 'blocked', 'permission'],
  [200, 2018028, 'blocked', 'permission'],
  [200, 1545041, 'unavailable', null],
  [200, 2534041, 'blocked', 'permission'],
  [230, null, 'blocked', 'permission'],
  [299, null, 'blocked', 'permission'],
  [551, null, 'unavailable', null],
  [551, 1545041, 'unavailable', null],
  [551, 1893047, 'unavailable', null],
  [2018300, null, 'unavailable', null],
  [2022, null, 'blocked', 'blocked'],
  [36103, null, 'blocked', 'permission'],
  [9000001, null, 'unavailable', null],
  [2300004, null, 'invalidToken', null],
  [2300005, null, 'invalidToken', null],
  [2300012, null, 'throttled', 'throttled'],
  [2300041, null, 'throttled', 'throttled'],
  [2300033, null, 'throttled', 'throttled'],
  [2300030, null, 'blocked', 'platformGone'],
  [2300031, null, 'blocked', 'platformGone'],
  [2300032, null, 'unavailable', null],
  [2300034, null, 'stopped', null],
  [2300035, null, 'tooEarly', null],
  [2300036, null, 'unavailable', null],
  [2300052, null, 'unavailable', null],
  [2300037, null, 'invalidToken', null],
  [2300039, null, 'blocked', 'permission'],
  ...[2300042, 2300043, 2300044].map((code): Line => [code, null, 'unavailable', null]),
  ...[2300055, 2300061, 2300062, 2300078, 2300079, 2300080].map((code): Line => [code, null, 'throttled', 'throttled']),
  ...[2300011, 2300015, 2300017, 2300053, 2300054, 2300056, 2300058, 2300059].map(
    (code): Line => [code, null, 'blocked', 'blocked'],
  ),
  ...[2300013, 2300019, 2300066, 2300067, 2300069].map((code): Line => [code, null, 'blocked', 'permission']),
  ...[2300000, 2300001, 2300002, 2300003, 2300018, 2300021, 2300024, 2300027, 2300046, 2300048, 2300070, 2300077].map(
    (code): Line => [code, null, 'badRequest', null],
  ),
];

const signs = (code: number | null, subcode: number | null, httpStatus = 400, isTransient: boolean | null = null) => ({
  code,
  subcode,
  httpStatus,
  isTransient,
});

describe('the table of send errors', () => {
  it.each(EXPECTED)('%s/%s on a refusal is %s and stops the account for %s', (code, subcode, outcome, accountStop) => {
    expect(effectOf(signs(code, subcode))).toMatchObject({ outcome, accountStop });
  });

  it('knows a code with an unknown subcode by the code', () => {
    expect(findErrorRule(10, 7)).toBe(findErrorRule(10, null));
    expect(findErrorRule(190, 9_999)?.outcome).toBe('unauthorized');
  });

  it('has each code and subcode once, each with a meaning and a source', () => {
    const keys = ERROR_TABLE.map((line) => `${String(line.code)}/${line.subcode}`);
    expect(new Set(keys).size).toBe(keys.length);
    expect(ERROR_TABLE.filter((line) => line.meaning === '' || line.source === '')).toEqual([]);
  });

  it('stops the account exactly for throttled, unauthorized and blocked', () => {
    for (const line of ERROR_TABLE) {
      const stops = ['throttled', 'unauthorized', 'blocked'].includes(line.outcome);
      expect(line.accountStop !== null, `${String(line.code)}/${line.subcode}`).toBe(stops);
    }
  });

  it('covers every code of the error table in the reference, or, where that is absent, of the list above', () => {
    const file = new URL('../../../../../shared/reference/META-API.md', import.meta.url);
    const isThere = existsSync(file);
    if (!isThere) console.info('META-API.md is absent here: the list in this test stands for it.');
    const codes = isThere ? codesOfReference(readFileSync(file, 'utf8')) : EXPECTED.map(([code]) => code);
    expect(codes.length).toBeGreaterThan(30);
    expect(codes.filter((code) => findErrorRule(code, null) === null && !hasSomeRule(code))).toEqual([]);
  });
});

/** The first column of the table in section 4.3. */
function codesOfReference(text: string): readonly number[] {
  const section = text.slice(text.indexOf('### 4.3'), text.indexOf('## 5. Rate limits'));
  const cells = section.split('\n').flatMap((line) => (/^\| [*\d-]/.test(line) ? [line.split('|')[1] ?? ''] : []));
  return cells
    .flatMap((cell) => [...cell.matchAll(/(?<!\d)-?\b\d+\b/g)].map(([digits]) => Number(digits)))
    .filter((code) => code !== 0);
}

function hasSomeRule(code: number): boolean {
  return ERROR_TABLE.some((line) => line.code === code);
}

describe('an error in an answer that is no refusal', () => {
  it('proves nothing with a 5xx: whatever would let the message go out again is uncertain, the account stops all the same', () => {
    for (const [code, subcode, , accountStop] of EXPECTED.filter(([, , outcome]) => outcome !== 'stopped')) {
      expect(effectOf(signs(code, subcode, 500))).toEqual({ outcome: 'uncertain', accountStop });
    }
  });

  it('still counts a stop, because the person said so', () => {
    for (const status of [200, 302, 400, 500, 503]) {
      expect(effectOf(signs(10, 1893015, status)).outcome).toBe('stopped');
    }
  });

  it('inside a 200 keeps what is final and doubts what is not', () => {
    expect(effectOf(signs(551, 1545041, 200)).outcome).toBe('unavailable');
    expect(effectOf(signs(4, 2018354, 200)).outcome).toBe('uncertain');
    expect(effectOf(signs(613, null, 200))).toEqual({ outcome: 'uncertain', accountStop: 'throttled' });
  });
});

describe('a code that no document names', () => {
  it.each([
    [429, 'throttled', 'throttled'],
    [500, 'uncertain', null],
    [503, 'uncertain', null],
    [401, 'unauthorized', 'unauthorized'],
    [403, 'blocked', 'permission'],
    [404, 'blocked', 'platformGone'],
    [410, 'blocked', 'platformGone'],
    [400, 'badRequest', null],
    [422, 'badRequest', null],
    [200, 'uncertain', null],
    [302, 'uncertain', null],
  ] as const)('goes by the HTTP status: %s is %s', (status, outcome, accountStop) => {
    expect(effectOf(signs(987_654, null, status))).toMatchObject({ outcome, accountStop });
  });

  it('that calls itself transient is uncertain', () => {
    expect(effectOf(signs(987_654, null, 400, true)).outcome).toBe('uncertain');
  });

  it('is treated alike when there is no code at all', () => {
    expect(effectOf(signs(null, null, 400)).outcome).toBe('badRequest');
  });
});

describe('the table of read errors', () => {
  it('calls a token gone for 100/33, 803 and the codes of the new interface', () => {
    for (const { code, subcode } of GONE_TABLE) {
      expect(readRefusalOf(signs(code, subcode), 'token')).toEqual({ kind: 'gone' });
      expect(readRefusalOf(signs(code, subcode), 'list').kind).not.toBe('gone');
    }
  });

  it('never calls a token gone for plain 100, which a wrong field name gives for every token', () => {
    expect(readRefusalOf(signs(100, null), 'token')).toEqual({ kind: 'noAnswer' });
  });

  it('calls nothing gone on a 5xx or a 200', () => {
    expect(readRefusalOf(signs(100, 33, 500), 'token')).toEqual({ kind: 'noAnswer' });
    expect(readRefusalOf(signs(100, 33, 200), 'token')).toEqual({ kind: 'noAnswer' });
  });

  it.each([
    [190, 463, 400, { kind: 'refused', stop: 'unauthorized' }],
    [10, null, 403, { kind: 'refused', stop: 'permission' }],
    [368, null, 400, { kind: 'refused', stop: 'blocked' }],
    [4, null, 400, { kind: 'throttled' }],
    [613, 2018338, 400, { kind: 'throttled' }],
    [80006, null, 400, { kind: 'throttled' }],
    [2, null, 500, { kind: 'noAnswer' }],
    [551, 1545041, 400, { kind: 'noAnswer' }],
    [190, null, 500, { kind: 'noAnswer' }],
    [987_654, null, 429, { kind: 'throttled' }],
  ] as const)('%s/%s with HTTP %s is %o', (code, subcode, status, expected) => {
    expect(readRefusalOf(signs(code, subcode, status), 'list')).toEqual(expected);
  });
});
