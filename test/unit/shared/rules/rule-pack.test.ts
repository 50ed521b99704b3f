import { describe, expect, test } from 'vitest';
import { DomainError } from '#shared/domain/errors.ts';
import { REASONS } from '#shared/domain/reason.ts';
import { citeReason, REASON_CATALOGUE } from '#shared/rules/reason-catalogue.ts';
import { parseRulePack, RULE_IDS, ruleMs } from '#shared/rules/rule-pack.ts';
import { DAY, HOUR, MINUTE } from '#shared/time/duration.ts';
import { loadRulePacks, readShippedRulePacks } from '#test/support/rule-packs.ts';

const packs = loadRulePacks();
const seedText = readShippedRulePacks().get('seed') ?? '';

/** The seed pack with some fields of the file, or of its first rule, changed. */
function changed(file: Readonly<Record<string, unknown>>, firstRule: Readonly<Record<string, unknown>> = {}): string {
  const pack = JSON.parse(seedText) as { rules: Record<string, unknown>[] }; // the shipped file
  return JSON.stringify({
    ...pack,
    rules: pack.rules.map((rule, i) => (i === 0 ? { ...rule, ...firstRule } : rule)),
    ...file,
  });
}

describe('the shipped rule packs', () => {
  test('are the three of the design, each named as its file', () => {
    expect([...packs.keys()].toSorted()).toEqual(['2025-rolling-48h', 'paid-12h', 'seed']);
    for (const [name, pack] of packs) expect(pack.name).toBe(name);
  });

  test.each([...packs])('%s states every rule with a source', (_name, pack) => {
    for (const id of RULE_IDS) expect(pack.rules[id].source).toMatch(/seeds\/00\d|META-API \d|Sundial's choice/);
  });

  test('differ in the cool-down: 24, 48 and 12 hours', () => {
    const coolDown = (name: string): number => ruleMs(packs.get(name) ?? parseRulePack('', name), 'coolDown');
    expect([coolDown('seed'), coolDown('2025-rolling-48h'), coolDown('paid-12h')]).toEqual([DAY, 2 * DAY, 12 * HOUR]);
  });

  test('let follow-ups take two minutes and two minutes more', () => {
    for (const pack of packs.values()) {
      expect([ruleMs(pack, 'followUpFirst'), ruleMs(pack, 'followUpSpan')]).toEqual([2 * MINUTE, 2 * MINUTE]);
    }
  });
});

describe('a rule pack file', () => {
  test.each([
    ['no JSON', '{', 'mine.json'],
    ['a list', '[]', 'the file'],
    ['a missing name', changed({ name: '' }), 'name'],
    ['a day that does not exist', changed({ dated: '2026-02-30' }), 'dated'],
    ['regions that are no list', changed({ regions: 'EU' }), 'regions'],
    ['a missing rule', changed({ rules: [] }), 'rules'],
    ['a rule nobody knows', changed({}, { id: 'silence' }), 'rules[0].id'],
    ['a value of nought', changed({}, { value: 0 }), 'rules[0].value'],
    ['half an hour', changed({}, { value: 0.5 }), 'rules[0].value'],
    ['a cool-down in messages', changed({}, { unit: 'messages' }), 'rules[0].unit'],
    ['a rule without a source', changed({}, { source: ' ' }), 'rules[0].source'],
  ])('with %s is refused by name', (_what, text, where) => {
    const refusal = (): unknown => parseRulePack(text, 'mine.json');
    expect(refusal).toThrow(DomainError);
    expect(refusal).toThrow(expect.objectContaining({ code: 'invalidInput', where }));
    expect(refusal).toThrow(/mine\.json/);
  });

  test('with one rule twice is refused', () => {
    const { rules } = JSON.parse(seedText) as { rules: unknown[] }; // the shipped file
    expect(() => parseRulePack(changed({ rules: [...rules, rules[0]] }), 'mine.json')).toThrow(/two rules of one id/);
  });
});

describe('reasons', () => {
  test.each([...REASONS])('%s has one sentence for people and a source', (reason) => {
    for (const pack of packs.values()) {
      const { sentence, rule } = citeReason(reason, pack);
      expect(sentence).toMatch(/^[A-Z].*\.$/);
      expect(rule.source).not.toBe('');
    }
  });

  test('are told without the words of the code', () => {
    const sentences = Object.values(REASON_CATALOGUE).map(({ sentence }) => sentence);
    expect(
      sentences.filter((text) => /token|PSID|cool-?down|deliver|slot|suppress|campaign|recipient/i.test(text)),
    ).toEqual([]);
  });

  test("of the platform cite the pack's own sentence", () => {
    for (const pack of packs.values()) {
      expect(citeReason('coolDown', pack).rule).toEqual({ id: 'coolDown', source: pack.rules.coolDown.source });
    }
  });
});
