import { describe, expect, it } from 'vitest';
import type { PracticeEvent } from '#practice/platform.ts';
import { createWorld } from './practice-kit.ts';

describe('a test', () => {
  it('makes a person stop all topics or one, and resume', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77', topic: 'A' }, { token: '2', recipient: '77', topic: 'B' });
    world.call('POST', '/practice/people/77', { action: 'stop', topic: 'A' });
    expect([world.send('1').code, world.send('2').code]).toEqual(['10/1893015', null]);
    world.call('POST', '/practice/people/77', { action: 'stop' });
    expect(world.send('2').code).toBe('10/1893015');
    world.call('POST', '/practice/people/77', { action: 'resume' });
    expect(world.send('1').status).toBe(200);
  });

  it('makes a person block and unblock', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77' });
    world.call('POST', '/practice/people/77', { action: 'block' });
    expect(world.send('1').code).toBe('551/1545041');
    world.call('POST', '/practice/people/77', { action: 'unblock' });
    expect(world.send('1').status).toBe(200);
  });

  it('makes a token stop, resume, expire and go', () => {
    const world = createWorld();
    world.load({ token: '1' });
    const act = (action: string) => world.call('POST', '/practice/tokens/1', { action }).body.state;
    expect([act('stop'), act('resume'), act('expire'), act('invalidate')]).toEqual([
      'stopped',
      'active',
      'active',
      'invalid',
    ]);
    expect(world.send('1').code).toBe('100');
  });

  it('gives a token a new text, whereupon the old one is gone', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77' });
    const { token } = world.call('POST', '/practice/tokens/1', { action: 'replace' }).body;
    expect(token).toMatch(/^\d{19}$/);
    expect([world.send('1').code, world.send(token).code]).toEqual(['100', null]);
  });

  it('is told what actions there are when it names another', () => {
    const world = createWorld();
    world.load({ token: '1', recipient: '77' });
    expect(world.call('POST', '/practice/people/77', { action: 'dance' }).message).toContain('stop, resume, block');
    expect(world.call('POST', '/practice/tokens/1', { action: 'dance' }).message).toContain('invalidate');
    expect(world.call('POST', '/practice/account', { condition: 'dance' }).message).toContain('ok');
    expect(world.call('POST', '/practice/people/70', { action: 'stop' }).code).toBe('100/2018001');
    expect(world.call('POST', '/practice/tokens/9', { action: 'stop' }).code).toBe('100');
  });

  it('reads account, people, tokens and ledger without an access token', () => {
    const world = createWorld({ recipients: 3 });
    world.load({ token: '1', recipient: '77', name: 'Anna Rossi' });
    world.send('1');
    const read = (path: string) => world.call('GET', path, undefined, { authorization: '' });
    expect(read('/practice/account').body).toMatchObject({
      url: 'http://127.0.0.1:1',
      pageId: world.pageId,
      accessToken: world.accessToken,
    });
    expect(read('/practice/accounts').body).toHaveLength(1);
    expect(read('/practice/people/77').body).toMatchObject({
      name: 'Anna Rossi',
      blocked: false,
      tokens: [{ token: '1' }],
    });
    expect(read('/practice/tokens').text.trimEnd().split('\n')).toHaveLength(4);
    expect(JSON.parse(read('/practice/ledger').text)).toMatchObject({ kind: 'marketing', token: '1' });
    expect(read('/practice/ledger?format=json').body).toHaveLength(1);
  });
});

describe('webhook events', () => {
  it('tell of consent, stop, resume, message and reaction, each after the change stands', () => {
    const events: PracticeEvent[] = [];
    const world = createWorld({ onEvent: (event) => void events.push(event) });
    world.load({ token: '1', recipient: '77', topic: 'A', zone: 'Asia/Kathmandu' });
    for (const action of ['stop', 'resume', 'message', 'react']) world.call('POST', '/practice/people/77', { action });
    world.call('POST', '/practice/people/77', { action: 'accept', topic: 'B' });
    const party = { sender: { id: '77' }, recipient: { id: world.pageId }, timestamp: world.now() };
    expect(events.map(({ item }) => item)).toMatchObject([
      {
        ...party,
        optin: { notification_messages_token: '1', notification_messages_status: 'STOP_NOTIFICATIONS', title: 'A' },
      },
      { ...party, optin: { notification_messages_status: 'RESUME_NOTIFICATIONS' } },
      { ...party, message: { text: 'Ciao!' } },
      { ...party, reaction: { action: 'react' } },
      {
        ...party,
        optin: {
          type: 'notification_messages',
          title: 'B',
          user_token_status: 'NOT_REFRESHED',
          notification_messages_timezone: 'Asia/Kathmandu',
        },
      },
    ]);
    expect(events.at(-1)?.item['optin']).not.toHaveProperty('notification_messages_status');
  });
});
