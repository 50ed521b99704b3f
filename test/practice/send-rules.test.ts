import { describe, expect, it } from 'vitest';
import { limitsWith } from '#practice/rules/limits.ts';
import { takeCall } from '#practice/rules/send-budget.ts';
import { DAY, HOUR, SECOND } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { containing, matching } from './matching.ts';
import { createWorld, instant } from './practice-kit.ts';

describe('a send on a notification token', () => {
  it('is accepted and answered flat with recipient and message id', () => {
    const world = createWorld();
    world.load({ token: '5581092713839445693', recipient: '21583000574694169' });
    const { status, body } = world.send('5581092713839445693');
    expect(status).toBe(200);
    expect(body).toEqual({ recipient_id: '21583000574694169', message_id: matching(/^m_/) });
    expect([...world.practice.ledger()]).toEqual([
      {
        at: '2026-11-20T10:00:00.000Z',
        kind: 'marketing',
        token: '5581092713839445693',
        recipient: '21583000574694169',
        messageId: body.message_id,
      },
    ]);
  });

  it('is too early until exactly one cool-down after the accepted one', () => {
    const world = createWorld();
    world.load({ token: '1' });
    world.send('1');
    world.pass(DAY - 1);
    expect(world.send('1')).toMatchObject({ status: 400, code: '4/2018354' });
    world.pass(1);
    expect(world.send('1').status).toBe(200);
  });

  it('refused too early does not start a new cool-down', () => {
    const world = createWorld();
    world.load({ token: '1' });
    world.send('1');
    world.pass(23 * HOUR);
    world.send('1');
    world.pass(HOUR);
    expect(world.send('1').status).toBe(200);
  });

  it('counts each token of a person by itself', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77' }, { token: '2', recipient: '77', topic: 'Events' });
    expect([world.send('1').status, world.send('2').status]).toEqual([200, 200]);
  });

  it('obeys another cool-down when the world is made with one', () => {
    const world = createWorld({ limits: { coolDownMs: 2 * DAY } });
    world.load({ token: '1' });
    world.send('1');
    world.pass(2 * DAY - 1);
    expect(world.send('1').code).toBe('4/2018354');
    world.pass(1);
    expect(world.send('1').status).toBe(200);
  });

  it('lands inside the cool-down only in a lenient world, where the ledger shows the double', () => {
    const world = createWorld({ lenient: true });
    world.load({ token: '1' });
    world.send('1');
    expect(world.send('1').status).toBe(200);
    expect([...world.practice.ledger()]).toHaveLength(2);
  });

  it('is refused for a stopped person, an expired, unknown or gone token and a blocked person, each with its code', () => {
    const world = createWorld();
    world.load(
      { token: '1', state: 'stopped' },
      { token: '2', expiresAt: world.now() },
      { token: '3', state: 'invalid' },
      { token: '4', blocked: true },
    );
    expect(['1', '2', '3', '4', '5'].map((token) => world.send(token).code)).toEqual([
      '10/1893015',
      '100',
      '100',
      '551/1545041',
      '100',
    ]);
    expect([...world.practice.ledger()]).toEqual([]);
  });

  it('is accepted one millisecond before the token expires', () => {
    const world = createWorld();
    world.load({ token: '1', expiresAt: epochMs(world.now() + 1) });
    expect(world.send('1').status).toBe(200);
  });

  it('is refused on a token of another Page', () => {
    const world = createWorld({ pages: 2 });
    world.load({ token: '1', page: 1 });
    expect(world.send('1').code).toBe('100');
  });

  it('needs either a notification token or an id', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77' });
    const post = (recipient: unknown) =>
      world.call('POST', `/v26.0/${world.pageId}/messages`, { recipient, message: { text: 'Ciao' } }).code;
    expect([post({}), post({ id: '77', notification_messages_token: '1' }), post('1')]).toEqual(['100', '100', '100']);
  });

  it('is understood as JSON, as a form with brackets and as a form with JSON inside', () => {
    const world = createWorld();
    world.load({ token: '1' }, { token: '2' }, { token: '3' });
    const path = `/v26.0/${world.pageId}/messages`;
    const forms = [
      { recipient: { notification_messages_token: '1' }, message: { text: 'Ciao & buongiorno' } },
      'recipient[notification_messages_token]=2&message[text]=Ciao+%26+buongiorno',
      `recipient=${encodeURIComponent('{"notification_messages_token":"3"}')}&message=${encodeURIComponent('{"text":"Ciao & buongiorno"}')}`,
    ];
    expect(forms.map((form) => world.call('POST', path, form).status)).toEqual([200, 200, 200]);
  });

  it('may go to /me/messages and without a version', () => {
    const world = createWorld();
    world.load({ token: '1' }, { token: '2' });
    const body = (token: string) => ({ recipient: { notification_messages_token: token }, message: { text: 'Ciao' } });
    expect(world.call('POST', '/v26.0/me/messages', body('1')).status).toBe(200);
    expect(world.call('POST', `/${world.pageId}/messages`, body('2')).status).toBe(200);
  });
});

describe('an old weekly or monthly token', () => {
  it('takes one message per calendar week of the Page, Monday 00:00 to Sunday 23:59', () => {
    const world = createWorld({ zone: 'Europe/Rome' });
    world.load({ token: '1', frequency: 'WEEKLY' });
    world.at('2026-11-16T00:00:00+01:00');
    expect(world.send('1').status).toBe(200);
    world.at('2026-11-22T23:59:59+01:00');
    expect(world.send('1').code).toBe('4/2018354');
    world.at('2026-11-23T00:00:00+01:00');
    expect(world.send('1').status).toBe(200);
  });

  it('keeps the cool-down across the week border', () => {
    const world = createWorld({ zone: 'Europe/Rome' });
    world.load({ token: '1', frequency: 'WEEKLY' });
    world.at('2026-11-22T20:00:00+01:00');
    world.send('1');
    world.at('2026-11-23T19:59:59+01:00');
    expect(world.send('1').code).toBe('4/2018354');
    world.at('2026-11-23T20:00:00+01:00');
    expect(world.send('1').status).toBe(200);
  });

  it('takes one message per calendar month of the Page', () => {
    const world = createWorld({ zone: 'Pacific/Auckland' });
    world.load({ token: '1', frequency: 'MONTHLY' });
    world.at('2026-11-01T00:00:00+13:00');
    expect(world.send('1').status).toBe(200);
    world.at('2026-11-30T23:59:59+13:00');
    expect(world.send('1').code).toBe('4/2018354');
    world.at('2026-12-01T00:00:00+13:00');
    expect(world.send('1').status).toBe(200);
  });
});

describe('the calls per second of a Page', () => {
  it('are 300: the next call of the same instant is refused with 613 and takes no message', () => {
    const world = createWorld();
    world.load(...Array.from({ length: 301 }, (_, index) => ({ token: String(index + 1) })));
    const codes = Array.from({ length: 301 }, (_, index) => world.send(String(index + 1)).code);
    expect(codes.filter((code) => code === null)).toHaveLength(300);
    expect(codes[300]).toBe('613');
    world.pass(4);
    expect(world.send('301').status).toBe(200);
  });

  it('show in the usage header how full the second is', () => {
    const world = createWorld();
    world.load({ token: '1' }, { token: '2' }, { token: '3' });
    world.send('1');
    world.send('2');
    const usage: unknown = JSON.parse(world.send('3').headers['x-business-use-case-usage'] ?? '');
    expect(usage).toEqual({
      [world.pageId]: [
        { type: 'messenger', call_count: 1, total_cputime: 0, total_time: 0, estimated_time_to_regain_access: 0 },
      ],
    });
  });

  it('never refuse a caller whose average stays at the limit', () => {
    let budget = { level: 0, at: instant('2026-11-20T10:00:00Z') };
    for (let call = 0; call < 3_000; call += 1) {
      const at = epochMs(instant('2026-11-20T10:00:00Z') + Math.floor(call / 75) * 250);
      const result = takeCall(budget, at, 300);
      expect(result.taken).toBe(true);
      ({ budget } = result);
    }
    expect(takeCall({ level: 300, at: budget.at }, budget.at, 300).taken).toBe(false);
  });

  it('can be switched off', () => {
    const world = createWorld({ limits: { sendsPerSecond: 0 } });
    world.load(...Array.from({ length: 400 }, (_, index) => ({ token: String(index + 1) })));
    expect(Array.from({ length: 400 }, (_, index) => world.send(String(index + 1)).status)).not.toContain(400);
  });
});

describe('follow-ups', () => {
  const long = (length: number) => ({ text: 'x'.repeat(length) });

  it('are three texts within two minutes of the first, outside the cool-down', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    world.pass(2 * 60 * SECOND);
    expect(world.send('1').status).toBe(200);
    world.pass(2 * 60 * SECOND);
    expect([world.send('1').status, world.send('1').status]).toEqual([200, 200]);
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['followup', 'followup', 'followup']);
  });

  it('leave the marketing message of the day free', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    world.send('1');
    world.pass(3 * 60 * SECOND);
    expect(world.send('1').status).toBe(200);
    expect(world.send('1').code).toBe('4/2018354');
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['followup', 'marketing']);
  });

  it('begin at most two minutes after the opt-in; a later text is the marketing message', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    world.pass(2 * 60 * SECOND + 1);
    world.send('1');
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['marketing']);
  });

  it('have at most 250 characters from the second on', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    expect(world.send('1', long(2_000)).status).toBe(200);
    expect(world.send('1', long(251))).toMatchObject({ code: '100', message: containing('251') });
    expect(world.send('1', long(250)).status).toBe(200);
    expect(world.send('1', { text: '😀'.repeat(250) }).status).toBe(200);
  });

  it('count their two minutes from the first one, not from the one before', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    world.send('1');
    world.pass(90 * SECOND);
    world.send('1');
    world.pass(60 * SECOND);
    world.send('1');
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['followup', 'followup', 'marketing']);
  });

  it('are three again after a new consent', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77', topic: 'A', optedInAt: world.now() });
    for (let count = 0; count < 3; count += 1) world.send('1');
    world.call('POST', '/practice/people/77', { action: 'accept', topic: 'A' });
    expect([1, 2, 3, 4].map(() => world.send('1').status)).toEqual([200, 200, 200, 200]);
    expect([...world.practice.ledger()].filter(({ kind }) => kind === 'followup')).toHaveLength(6);
  });

  it('are text only: a template in that time is the marketing message', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    const payload = {
      template_type: 'button',
      text: 'Ciao',
      buttons: [{ type: 'postback', title: 'Sì', payload: 's' }],
    };
    world.send('1', { attachment: { type: 'template', payload } });
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['marketing']);
  });

  it('end after three: the fourth text is the marketing message, the fifth too early', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    const codes = Array.from({ length: 5 }, () => world.send('1').code);
    expect(codes).toEqual([null, null, null, null, '4/2018354']);
  });
});

describe('notification_messages_dev_support', () => {
  const ask = (token: string, action = 'ENABLE_FOLLOWUP_MESSAGE') => ({
    recipient: { notification_messages_token: token },
    developer_action: action,
  });

  it('gives a token one message beyond the day’s', () => {
    const world = createWorld();
    world.load({ token: '1' });
    const path = `/v26.0/${world.pageId}/notification_messages_dev_support`;
    world.send('1');
    const nextEligible = () => world.call('GET', '/v26.0/notification_messages_1').body['next_eligible_time'];
    expect(nextEligible()).toBeGreaterThan(0);
    expect(world.call('POST', path, ask('1')).body).toEqual({ success: true });
    // While the extra message is granted, a read does not tell tomorrow.
    expect(nextEligible()).toBeUndefined();
    expect(world.send('1').status).toBe(200);
    expect(nextEligible()).toBeGreaterThan(0);
    expect(world.send('1').code).toBe('4/2018354');
    expect([...world.practice.ledger()].map(({ kind }) => kind)).toEqual(['marketing', 'followup']);
  });

  it('takes the recipient as JSON in the query too', () => {
    const world = createWorld();
    world.load({ token: '1' });
    const query = new URLSearchParams({
      recipient: '{"notification_messages_token":"1"}',
      developer_action: 'ENABLE_FOLLOWUP_MESSAGE',
    });
    expect(world.call('POST', `/me/notification_messages_dev_support?${query.toString()}`).body).toEqual({
      success: true,
    });
  });

  it('refuses an unknown token and another action', () => {
    const world = createWorld();
    world.load({ token: '1' });
    const path = `/v26.0/${world.pageId}/notification_messages_dev_support`;
    expect(world.call('POST', path, ask('2')).code).toBe('100');
    expect(world.call('POST', path, ask('1', 'SEND_RE_OPTIN')).code).toBe('100');
  });
});

describe('the limits', () => {
  it('each have a source, and overrides replace values only', () => {
    expect(limitsWith({ coolDownMs: 1 })).toEqual({ ...limitsWith(), coolDownMs: 1 });
    expect(limitsWith().coolDownMs).toBe(DAY);
  });
});
