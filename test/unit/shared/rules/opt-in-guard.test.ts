import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decideCard, type EarlierTitle } from '#practice/rules/decide-card.ts';
import { limitsWith } from '#practice/rules/limits.ts';
import type { AskedTitle, EarlierRequest } from '#shared/domain/opt-in.ts';
import { type AskFacts, mayAsk } from '#shared/rules/opt-in-guard.ts';
import { DAY, HOUR, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs, epochMs } from '#shared/time/instant.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';

const NOW = epochMs(Date.UTC(2026, 10, 20, 12));
const LIMITS = limitsWith();
const OFFERS: AskedTitle = { title: 'Offers', imageUrl: null };
const SEED = loadRulePacks().get('seed');
if (SEED === undefined) throw new Error('The rule pack "seed" does not ship.');
const UNGUARDED = { rules: SEED, guards: { isOncePerWindow: false } };
const GUARDED = { rules: SEED, guards: { isOncePerWindow: true } };

const ASKABLE: AskFacts = {
  isInstagram: false,
  isSuppressed: false,
  barredUntil: null,
  lastInboundAt: addMs(NOW, -HOUR),
  heldTitles: [],
  earlier: [],
  hasOpen: false,
};

function asked(ago: number, ...titles: readonly string[]): EarlierRequest {
  return { at: addMs(NOW, -ago), titles: titles.map((title) => ({ title, imageUrl: null })) };
}

describe('asking a person for permission', () => {
  test('is allowed while the window is open, until 24 h after the last message', () => {
    expect(mayAsk(ASKABLE, [OFFERS], UNGUARDED, NOW)).toEqual({ kind: 'ok', windowEndsAt: addMs(NOW, 23 * HOUR) });
  });

  test.each([
    ['somebody who shall never be messaged again', { isSuppressed: true }, 'suppressed', true],
    ['somebody who never wrote', { lastInboundAt: null }, 'noMessageYet', true],
    [
      'somebody whose window is over, at its end already',
      { lastInboundAt: addMs(NOW, -DAY) },
      'messagingWindowClosed',
      true,
    ],
    ['somebody who holds a permission of this title', { heldTitles: ['Offers'] }, 'alreadyHeld', false],
    ['an account the platform bars', { barredUntil: addMs(NOW, HOUR) }, 'askingBarred', false],
  ] as const)('is refused for %s', (_who, facts, reason, needsMessage) => {
    const answer = mayAsk({ ...ASKABLE, ...facts }, [OFFERS], UNGUARDED, NOW);
    expect(answer).toMatchObject({ kind: 'not', reason, ...(reason === 'suppressed' ? {} : { needsMessage }) });
  });

  test('the same title is possible again 7 × 24 h later, to the millisecond', () => {
    const facts = { ...ASKABLE, earlier: [asked(6 * DAY, 'Offers')] };
    expect(mayAsk(facts, [OFFERS], UNGUARDED, NOW)).toEqual({
      kind: 'not',
      reason: 'sameTitle',
      earliestAt: addMs(NOW, DAY),
      needsMessage: true,
    });
    expect(mayAsk(facts, [OFFERS], UNGUARDED, addMs(NOW, DAY - 1)).kind).toBe('not');
    const open = { ...facts, lastInboundAt: addMs(NOW, DAY - HOUR) };
    expect(mayAsk(open, [OFFERS], UNGUARDED, addMs(NOW, DAY)).kind).toBe('ok');
  });

  test('on Instagram another picture makes another card, on a Page it does not', () => {
    const earlier = [{ at: addMs(NOW, -DAY), titles: [{ title: 'Offers', imageUrl: 'https://a.example/1.png' }] }];
    const card = [{ title: 'Offers', imageUrl: 'https://a.example/2.png' }];
    expect(mayAsk({ ...ASKABLE, earlier }, card, UNGUARDED, NOW)).toMatchObject({ reason: 'sameTitle' });
    expect(mayAsk({ ...ASKABLE, earlier, isInstagram: true }, card, UNGUARDED, NOW).kind).toBe('ok');
  });

  test('once per window is our guard: a second card waits for a new message, and the guard can be switched off', () => {
    const facts = { ...ASKABLE, earlier: [asked(HOUR / 2, 'News')] };
    expect(mayAsk(facts, [OFFERS], GUARDED, NOW)).toEqual({
      kind: 'not',
      reason: 'oncePerWindow',
      earliestAt: null,
      needsMessage: false,
    });
    expect(mayAsk(facts, [OFFERS], UNGUARDED, NOW).kind).toBe('ok');
  });
});

const titleNames = fc.constantFrom('A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K', 'L');
const aTitle = fc.record({
  title: titleNames,
  imageUrl: fc.constantFrom(null, 'https://x.example/1', 'https://x.example/2'),
});
const aRequest = fc.record({
  at: fc.integer({ min: 1, max: 10 * 24 * 60 }).map((minutes) => addMs(NOW, -minutes * 60 * SECOND)),
  titles: fc.array(aTitle, { minLength: 1, maxLength: 3 }),
});
const aHistory = fc.record({
  isInstagram: fc.boolean(),
  lastInboundMinutesAgo: fc.option(fc.integer({ min: 0, max: 30 * 60 })),
  earlier: fc.array(aRequest, { maxLength: 16 }),
  card: fc.array(aTitle, { minLength: 1, maxLength: 3 }),
});

/** What the platform says, which enforces the seeds' rules by itself (DESIGN 8). */
function platformTakes(facts: AskFacts, card: readonly AskedTitle[], at: EpochMs): boolean {
  const earlier: EarlierTitle[] = facts.earlier.flatMap((request, number) =>
    request.titles.map(({ title, imageUrl }) => ({ title, image: imageUrl, at: request.at, card: number })),
  );
  const titles = card.map(({ title, imageUrl }) => ({ title, image: imageUrl }));
  const person = { instagram: facts.isInstagram, blocked: false, strict: false, lastInboundAt: facts.lastInboundAt };
  return decideCard({ ...person, earlier }, titles, at, LIMITS) === null;
}

describe('for any history', () => {
  test('the rule and the practice platform agree on who may be asked now', () => {
    fc.assert(
      fc.property(aHistory, ({ isInstagram, lastInboundMinutesAgo, earlier, card }) => {
        const lastInboundAt = lastInboundMinutesAgo === null ? null : addMs(NOW, -lastInboundMinutesAgo * 60 * SECOND);
        const facts: AskFacts = { ...ASKABLE, isInstagram, lastInboundAt, earlier };
        expect(mayAsk(facts, card, UNGUARDED, NOW).kind === 'ok').toBe(platformTakes(facts, card, NOW));
      }),
      { numRuns: 3_000 },
    );
  });

  test('the earliest time the rule gives is the first the practice platform accepts, to the second, once the person has written', () => {
    fc.assert(
      fc.property(aHistory, ({ isInstagram, earlier, card }) => {
        const facts: AskFacts = { ...ASKABLE, isInstagram, earlier };
        const answer = mayAsk(facts, card, UNGUARDED, NOW);
        if (answer.kind === 'ok' || answer.earliestAt === null) return;
        const { earliestAt } = answer;
        const written = { ...facts, lastInboundAt: addMs(earliestAt, -2 * SECOND) };
        expect(platformTakes(written, card, earliestAt)).toBe(true);
        expect(platformTakes(written, card, addMs(earliestAt, -SECOND))).toBe(false);
      }),
      { numRuns: 3_000 },
    );
  });
});
