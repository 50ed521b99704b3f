import { describe, expect, it } from 'vitest';
import { DAY } from '#shared/time/duration.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';
import { createWorld } from './practice-kit.ts';

const shownTokens = (options: Parameters<typeof createWorld>[0]) => {
  const world = createWorld(options);
  return { world, rows: world.tokens() };
};

describe('a seeded world', () => {
  it('is the same for the same seed, and another for another', () => {
    const text = (seed: number) => createWorld({ recipients: 300, seed }).call('GET', '/practice/tokens').text;
    expect(text(7)).toBe(text(7));
    expect(text(7)).not.toBe(text(8));
  });

  it('has 500 people by default, about nine in ten of whose tokens can be sent to at once', () => {
    const { world, rows } = shownTokens({ recipients: 500, limits: { sendsPerSecond: 0 } });
    expect(new Set(rows.map(({ recipient }) => recipient)).size).toBe(500);
    const accepted = rows.filter(({ token }) => world.send(token).status === 200).length;
    expect(accepted / rows.length).toBeGreaterThan(0.87);
    expect(accepted / rows.length).toBeLessThan(0.94);
  });

  it('has ids of 17 and tokens of 19 digits, past 2^53, all different', () => {
    const { rows } = shownTokens({ recipients: 5_000 });
    expect(new Set(rows.map(({ token }) => token)).size).toBe(rows.length);
    for (const { token, recipient } of rows) {
      expect(token).toMatch(/^[1-9]\d{18}$/);
      expect(recipient).toMatch(/^[1-9]\d{16}$/);
      expect(Number.isSafeInteger(Number(recipient))).toBe(false);
    }
  });

  it('spreads over at least 40 known zones, the awkward ones among them, and has people without a usable one', () => {
    const { rows } = shownTokens({ recipients: 500 });
    const table = loadZoneTable();
    const known = new Set(rows.map(({ zone }) => zone).filter((zone) => table.identify(zone).kind === 'known'));
    expect(known.size).toBeGreaterThanOrEqual(40);
    for (const zone of [
      'Asia/Kathmandu',
      'Australia/Lord_Howe',
      'Africa/Casablanca',
      'Pacific/Apia',
      'Pacific/Chatham',
    ]) {
      expect(known).toContain(zone);
    }
    expect(rows.some(({ zone }) => zone === null)).toBe(true);
    expect(rows.some(({ zone }) => zone === 'UTC')).toBe(true);
    expect(rows.some(({ zone }) => table.identify(zone).kind === 'unknown')).toBe(true);
  });

  it('has people with several topics, old weekly and monthly tokens, stopped, expired and blocked ones', () => {
    const { world, rows } = shownTokens({ recipients: 100 });
    const perPerson = new Map<string, number>();
    for (const { recipient } of rows) perPerson.set(recipient, (perPerson.get(recipient) ?? 0) + 1);
    const blocked = [...perPerson.keys()].filter((id) => world.call('GET', `/practice/people/${id}`).body.blocked);
    expect({
      several: [...perPerson.values()].filter((count) => count > 1).length,
      weekly: rows.filter(({ frequency }) => frequency === 'WEEKLY').length,
      monthly: rows.filter(({ frequency }) => frequency === 'MONTHLY').length,
      stopped: rows.filter(({ state }) => state === 'stopped').length,
      expired: rows.filter(({ expiresAt }) => expiresAt !== null && Date.parse(expiresAt) <= world.now()).length,
      blocked: blocked.length,
    }).toEqual({ several: 10, weekly: 2, monthly: 2, stopped: 3, expired: 2, blocked: 2 });
  });

  it('gives a person different topics, never one twice', () => {
    const { rows } = shownTokens({ recipients: 1_000 });
    const seen = new Set(rows.map(({ recipient, topic }) => `${recipient} ${topic}`));
    expect(seen.size).toBe(rows.length);
    expect(new Set(rows.map(({ topic }) => topic))).toContain('Weekly offers');
  });

  it('has people whose window is open, so that opt-in cards can be tried', () => {
    const { world, rows } = shownTokens({ recipients: 200 });
    const open = [...new Set(rows.map(({ recipient }) => recipient))].filter((id) => {
      const { lastInboundAt } = world.call('GET', `/practice/people/${id}`).body;
      return lastInboundAt !== null && world.now() - Date.parse(lastInboundAt) < DAY;
    });
    expect(open.length).toBeGreaterThan(20);
  });

  it('holds the people of several Pages apart', () => {
    const world = createWorld({ recipients: 50, pages: 3 });
    const all = world.practice.accounts('').map(({ accessToken }) => {
      const answer = world.call('GET', '/me/notification_message_tokens?limit=100', undefined, {
        authorization: `Bearer ${accessToken}`,
      });
      return answer.body.data.map((row) => row.recipient_id);
    });
    expect(all.map((ids) => ids.length > 40)).toEqual([true, true, true]);
    expect(new Set(all.flatMap((ids) => [...new Set(ids)])).size).toBe(all.flatMap((ids) => [...new Set(ids)]).length);
  });

  it.each([{ recipients: -1 }, { recipients: 1.5 }, { seed: -1 }, { pages: 0 }, { zone: 'Mars/Olympus' }])(
    'is refused for %o in one sentence',
    (options) => {
      expect(() => createWorld(options)).toThrow(/needed\.$/);
    },
  );

  it('refuses a token that it holds already', () => {
    const world = createWorld();
    world.load({ token: '1' });
    expect(() => world.load({ token: '1' })).toThrow('holds the token 1 already');
  });
});
