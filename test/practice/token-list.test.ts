import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '#shared/time/duration.ts';
import { epochMs } from '#shared/time/instant.ts';
import { createWorld, instant, START, type TestBody, type World } from './practice-kit.ts';

const path = (world: World, query = '') => `/v26.0/${world.pageId}/notification_message_tokens?${query}`;
const tokensOf = (body: Pick<TestBody, 'data'>) => body.data.map((row) => row.notification_messages_token);
const many = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    token: String(1_000 + index),
    createdAt: epochMs(instant(START) - DAY + index),
  }));

describe('the token list', () => {
  it('shows 25 tokens unless asked, and at most 100', () => {
    const world = createWorld();
    world.load(...many(130));
    expect(world.call('GET', path(world)).body.data).toHaveLength(25);
    expect(world.call('GET', path(world, 'limit=1')).body.data).toHaveLength(1);
    expect(world.call('GET', path(world, 'limit=1000')).body.data).toHaveLength(100);
  });

  it('walked by after shows every token once, in the order of their update time', () => {
    const world = createWorld();
    world.load(...many(130));
    const seen: string[] = [];
    let after = '';
    for (let page = 0; page < 6; page += 1) {
      const { body } = world.call('GET', path(world, `limit=26&after=${after}`));
      seen.push(...tokensOf(body));
      after = body.paging.cursors.after;
      expect('next' in body.paging).toBe(page < 4);
      if (page === 4) break;
    }
    expect(seen).toEqual(many(130).map(({ token }) => token));
  });

  it('misses no token that changes while it is walked', () => {
    const world = createWorld();
    world.load(...many(30));
    const first = world.call('GET', path(world, 'limit=10')).body;
    world.pass(1_000);
    for (const token of ['1003', '1020']) {
      world.call('POST', `/practice/tokens/${token}`, { action: 'stop' });
      world.call('POST', `/practice/tokens/${token}`, { action: 'resume' });
    }
    const rest = world.call('GET', path(world, `limit=100&after=${first.paging.cursors.after}`)).body;
    expect(new Set([...tokensOf(first), ...tokensOf(rest)]).size).toBe(30);
    expect(tokensOf(rest).slice(-2)).toEqual(['1003', '1020']);
  });

  it('names exactly the documented fields: creation and expiry in milliseconds, next eligible time in seconds', () => {
    const world = createWorld();
    world.load({
      token: '1',
      recipient: '77',
      topic: 'Weekly offers',
      zone: 'Asia/Kathmandu',
      createdAt: instant('2026-01-02T03:04:05.678Z'),
      expiresAt: epochMs(2145916800000),
      lastAcceptedAt: instant('2026-11-19T09:00:00.001Z'),
    });
    expect(world.call('GET', path(world)).body.data).toEqual([
      {
        notification_messages_token: '1',
        recipient_id: '77',
        notification_messages_reoptin: 'ENABLED',
        creation_timestamp: 1767323045678,
        token_expiry_timestamp: 2145916800000,
        user_token_status: 'NOT_REFRESHED',
        topic_title: 'Weekly offers',
        notification_messages_timezone: 'Asia/Kathmandu',
        next_eligible_time: instant('2026-11-20T09:00:01Z') / 1_000,
      },
    ]);
  });

  it('never promises a next eligible time at which the send would be too early', () => {
    const world = createWorld();
    world.load({ token: '1', frequency: 'WEEKLY' }, { token: '2' });
    world.pass(1);
    world.send('1');
    world.send('2');
    for (const { notification_messages_token: token, next_eligible_time: at } of world.call('GET', path(world)).body
      .data) {
      world.at(new Date(at * 1_000 - 1_000).toISOString());
      expect(world.send(token).code).toBe('4/2018354');
      world.at(new Date(at * 1_000).toISOString());
      expect(world.send(token).status).toBe(200);
    }
  });

  it('leaves the next eligible time out before the first message, and shows 0 for old tokens', () => {
    const world = createWorld();
    world.load({ token: '1', createdAt: epochMs(1) }, { token: '2', createdAt: epochMs(2), frequency: 'MONTHLY' });
    const [daily, monthly] = world.call('GET', path(world)).body.data;
    expect(daily).not.toHaveProperty('next_eligible_time');
    expect(monthly?.next_eligible_time).toBe(0);
  });

  it('does not carry the frequency unless asked for it', () => {
    const world = createWorld();
    world.load({ token: '1', frequency: 'WEEKLY' });
    expect(world.call('GET', path(world)).body.data[0]).not.toHaveProperty('notification_messages_frequency');
    expect(world.call('GET', path(world, 'fields=notification_messages_frequency')).body.data).toEqual([
      { notification_messages_frequency: 'WEEKLY' },
    ]);
  });

  it('holds valid tokens only: no stopped, gone or expired ones', () => {
    const world = createWorld();
    world.load(
      { token: '1', state: 'stopped' },
      { token: '2', state: 'invalid' },
      { token: '3', expiresAt: epochMs(instant(START) + HOUR) },
      { token: '4' },
    );
    expect(tokensOf(world.call('GET', path(world)).body).toSorted()).toEqual(['3', '4']);
    world.pass(HOUR);
    expect(tokensOf(world.call('GET', path(world)).body)).toEqual(['4']);
  });

  it('loses a person who stops, whose token can still be read but not sent to, and shows them again once they resume', () => {
    const world = createWorld();
    world.load({ token: '1' }, { token: '2' });
    const listed = () => tokensOf(world.call('GET', path(world)).body).toSorted();
    world.call('POST', '/practice/tokens/1', { action: 'stop' });
    expect(listed()).toEqual(['2']);
    expect(world.call('GET', '/notification_messages_1').status).toBe(200);
    expect(world.send('1').code).toBe('10/1893015');
    world.call('POST', '/practice/tokens/1', { action: 'resume' });
    expect(listed()).toEqual(['1', '2']);
    expect(world.send('1').status).toBe(200);
  });

  it('links to the next page with the access token inside', () => {
    const world = createWorld();
    world.load(...many(30));
    const { next } = world.call('GET', path(world)).body.paging;
    expect(next).toMatch(
      /^http:\/\/127\.0\.0\.1:1\/v26\.0\/\d+\/notification_message_tokens\?access_token=EAAPRACTICE/,
    );
    const url = new URL(next);
    const { body } = world.call('GET', `${url.pathname}${url.search}`, undefined, { authorization: '' });
    expect(body.data).toHaveLength(5);
    expect(body.paging).not.toHaveProperty('next');
  });

  it('of a Page without tokens is an empty list', () => {
    const world = createWorld();
    expect(world.call('GET', path(world)).body).toEqual({ data: [] });
  });

  it('refuses before, strange cursors and strange limits', () => {
    const world = createWorld();
    const codes = ['before=x', 'after=x', 'limit=0', 'limit=-1', 'limit=many'].map(
      (query) => world.call('GET', path(world, query)).code,
    );
    expect(codes).toEqual(Array(5).fill('100'));
  });

  it('shows each Page its own tokens', () => {
    const world = createWorld({ pages: 2 });
    world.load({ token: '1', page: 0 }, { token: '2', page: 1 });
    expect(tokensOf(world.call('GET', path(world)).body)).toEqual(['1']);
    const second = world.practice.accounts('')[1];
    const answer = world.call('GET', '/me/notification_message_tokens', undefined, {
      authorization: `Bearer ${second?.accessToken}`,
    });
    expect(tokensOf(answer.body)).toEqual(['2']);
  });
});

describe('a token read', () => {
  it('shows the documented fields, the two old timestamps as text and no title', () => {
    const world = createWorld();
    world.load({
      token: '1',
      recipient: '77',
      zone: 'UTC',
      createdAt: epochMs(1767323045678),
      expiresAt: epochMs(2145916800000),
    });
    world.send('1');
    expect(world.call('GET', '/v26.0/notification_messages_1').body).toEqual({
      notification_messages_token: '1',
      recipient_id: '77',
      creation_timestamp: '1767323045678',
      token_expiry_timestamp: '2145916800000',
      user_token_status: 'NOT_REFRESHED',
      notification_messages_reoptin: 'ENABLED',
      notification_messages_timezone: 'UTC',
      next_eligible_time: instant('2026-11-21T10:00:00Z') / 1_000,
    });
  });

  it('moves with a marketing message and stands still for follow-ups and refusals', () => {
    const world = createWorld();
    world.load({ token: '1', optedInAt: world.now() });
    const eligible = () => world.call('GET', '/notification_messages_1').body.next_eligible_time;
    world.send('1');
    expect(eligible()).toBeUndefined();
    world.pass(HOUR);
    world.send('1');
    const at = eligible();
    world.pass(HOUR);
    world.send('1');
    expect([at, eligible()]).toEqual([instant('2026-11-21T11:00:00Z') / 1_000, at]);
  });

  it('shows an expired token and knows no gone, unknown or foreign one', () => {
    const world = createWorld({ pages: 2 });
    world.load({ token: '1', expiresAt: epochMs(0) }, { token: '2', state: 'invalid' }, { token: '3', page: 1 });
    const read = (token: string) => world.call('GET', `/notification_messages_${token}`).code;
    expect([read('1'), read('2'), read('3'), read('4')]).toEqual([null, '100/33', '100/33', '100/33']);
  });
});
