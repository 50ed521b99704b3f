import { describe, expect, it } from 'vitest';
import { createFaultPlan } from '#practice/faults/fault-plan.ts';
import { readFaults } from '#practice/faults/read-faults.ts';
import { DomainError } from '#shared/domain/errors.ts';

const read = (value: unknown) => readFaults(JSON.stringify(value), 'faults.json');
const refusal = (text: string): string => {
  try {
    readFaults(text, 'faults.json');
  } catch (error) {
    if (error instanceof DomainError) return error.message;
  }
  return 'not refused';
};

describe('a faults file', () => {
  it('fills in that a fault strikes the first matching call once', () => {
    expect(read([{ on: 'send', do: 'resetAfter' }])).toEqual([
      {
        on: 'send',
        token: null,
        nth: 1,
        times: 1,
        do: 'resetAfter',
        ms: 0,
        status: null,
        code: null,
        subcode: null,
        accept: true,
      },
    ]);
  });

  it('says for each kind whether the call is carried out, unless the entry does where it may', () => {
    const accept = (entry: object) => read([{ on: 'send', ms: 0, ...entry }])[0]?.accept;
    const kinds = ['delay', 'resetBefore', 'resetAfter', 'cutBody', 'status', 'html', 'redirect', 'error'];
    expect(kinds.map((kind) => accept({ do: kind }))).toEqual([true, false, true, true, false, false, false, false]);
    expect(['status', 'html', 'redirect', 'error'].map((kind) => accept({ do: kind, accept: true }))).toEqual(
      Array(4).fill(true),
    );
  });

  it.each([
    ['{', 'faults.json is not JSON; a list of faults is needed.'],
    ['{}', 'faults.json holds no JSON list; a list of faults is needed.'],
    ['[{"on":"send","do":"delay","ms":1},7]', 'entry 1 of faults.json is no JSON object; a fault is an object.'],
    ['[{"do":"html"}]', 'In entry 0 of faults.json, "on" is missing: it must be one of send, list, token.'],
    ['[{"on":"send","do":"html","nth":0}]', 'In entry 0 of faults.json, "nth" is 0: it must be a whole number from 1.'],
    [
      '[{"on":"send","do":"html","times":1.5}]',
      'In entry 0 of faults.json, "times" is 1.5: it must be a whole number from 1.',
    ],
    [
      '[{"on":"send","do":"delay"}]',
      'In entry 0 of faults.json, "ms" is missing: it must be a whole number from 0 to 3600000 for a delay.',
    ],
    [
      '[{"on":"send","do":"status","status":99}]',
      'In entry 0 of faults.json, "status" is 99: it must be a whole number from 200 to 599.',
    ],
    [
      '[{"on":"send","do":"redirect","status":200}]',
      'In entry 0 of faults.json, "status" is 200: it must be one of 301, 302, 303, 307, 308 for a redirect.',
    ],
    [
      '[{"on":"send","do":"resetAfter","accept":false}]',
      'In entry 0 of faults.json, "accept" is false: it must be true for resetAfter.',
    ],
    [
      '[{"on":"send","do":"html","token":7}]',
      'In entry 0 of faults.json, "token" is 7: it must be a notification token as text.',
    ],
    [
      '[{"on":"send","do":"html","when":1}]',
      'In entry 0 of faults.json, "when" is 1: no field of a fault; allowed are on, token, nth, times, do, ms, status, code, subcode, accept.',
    ],
  ])('%s is refused in one sentence', (text, sentence) => {
    expect(refusal(text)).toBe(sentence);
  });
});

describe('a fault plan', () => {
  const struck = (faults: unknown, calls: readonly (readonly ['send' | 'list' | 'token', string | null])[]) => {
    const plan = createFaultPlan(read(faults));
    return { by: calls.map(([on, token]) => plan.next({ on, token })?.do ?? null), struck: plan.struck() };
  };
  const sends = (count: number) => Array.from({ length: count }, () => ['send', null] as const);

  it('strikes the nth matching call and those after it, as many as times says', () => {
    expect(struck([{ on: 'send', do: 'html', nth: 3, times: 2 }], sends(6))).toEqual({
      by: [null, null, 'html', 'html', null, null],
      struck: [2],
    });
  });

  it('counts only calls of its kind and its token', () => {
    const faults = [{ on: 'send', token: 'b', do: 'html', nth: 2 }];
    expect(
      struck(faults, [
        ['send', 'b'],
        ['send', 'a'],
        ['list', null],
        ['token', 'b'],
        ['send', 'b'],
      ]).by,
    ).toEqual([null, null, null, null, 'html']);
  });

  it('lets the first entry of the file strike where two would, and both have counted the call', () => {
    const faults = [
      { on: 'send', do: 'html', nth: 1 },
      { on: 'send', do: 'cutBody', nth: 1, times: 2 },
    ];
    expect(struck(faults, sends(3))).toEqual({ by: ['html', 'cutBody', null], struck: [1, 1] });
  });
});
