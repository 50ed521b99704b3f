import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { PAGE_CONDITIONS } from '#practice/platform.ts';
import { DAY } from '#shared/time/duration.ts';
import { holding, matching } from './matching.ts';
import { createWorld } from './practice-kit.ts';

describe('the access token', () => {
  it('is taken from the header, the query, a JSON body and a form', () => {
    const world = createWorld();
    const { accessToken, pageId } = world;
    const none = { authorization: '' };
    const subscribe = { subscribed_fields: 'messages' };
    const answers = [
      world.call('GET', '/v26.0/me'),
      world.call('GET', `/v26.0/me?access_token=${accessToken}`, undefined, none),
      world.call('POST', `/${pageId}/subscribed_apps`, { ...subscribe, access_token: accessToken }, none),
      world.call('POST', `/${pageId}/subscribed_apps`, `subscribed_fields=messages&access_token=${accessToken}`, none),
    ];
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200]);
  });

  it('is refused with 190 when it is missing or wrong', () => {
    const world = createWorld();
    expect(world.call('GET', '/me', undefined, { authorization: '' })).toMatchObject({ status: 400, code: '190' });
    expect(world.call('GET', '/me', undefined, { authorization: 'Bearer x' })).toMatchObject({
      status: 401,
      code: '190/467',
    });
  });

  it('opens its own Page only', () => {
    const world = createWorld({ pages: 2 });
    const other = world.practice.accounts('')[1];
    expect(world.call('GET', `/${other?.pageId}`).code).toBe('100/33');
  });

  it('may come with the appsecret_proof, which must fit', () => {
    const world = createWorld();
    const proof = createHmac('sha256', world.practice.app.appSecret).update(world.accessToken).digest('hex');
    expect(world.call('GET', `/me?appsecret_proof=${proof}`).status).toBe(200);
    expect(world.call('GET', `/me?appsecret_proof=${proof.replace(/./, 'x')}`).code).toBe('100');
  });
});

describe('the Page', () => {
  it('names itself, its tasks and its Instagram account', () => {
    const world = createWorld({ platform: 'instagram' });
    const [account] = world.practice.accounts('');
    expect(world.call('GET', '/me').body).toEqual({ id: world.pageId, name: account?.name });
    expect(world.call('GET', `/${account?.igId}?fields=name,tasks,instagram_business_account{id}`).body).toEqual({
      id: world.pageId,
      name: account?.name,
      tasks: holding('MESSAGING'),
      instagram_business_account: { id: account?.igId },
    });
  });

  it('tells its permissions, its access token and its webhook fields', () => {
    const world = createWorld();
    expect(world.call('GET', '/me/permissions').body.data).toContainEqual({
      permission: 'pages_messaging',
      status: 'granted',
    });
    const debug = world.call('GET', `/debug_token?input_token=${world.accessToken}`).body;
    expect(debug).toMatchObject({
      data: { is_valid: true, type: 'PAGE', profile_id: world.pageId, expires_at: 0 },
    });
    expect(world.call('GET', '/debug_token?input_token=x').body).toMatchObject({ data: { is_valid: false } });
    const asked = `method=get&input_token=${world.accessToken}`;
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect(world.call('POST', '/debug_token', asked, form).body).toEqual(debug);
    expect(world.call('POST', '/debug_token', { input_token: world.accessToken }).code).toBe('100/33');
    const fields = () => world.call('GET', `/${world.pageId}/subscribed_apps`).body.data[0]?.subscribed_fields;
    expect(fields()).toContain('messaging_optins');
    expect(fields()).not.toContain('standby');
    world.call('POST', `/${world.pageId}/subscribed_apps`, { subscribed_fields: ['standby'] });
    expect(fields()).toContain('standby');
  });

  it('refuses webhook fields that do not exist', () => {
    const world = createWorld();
    expect(world.call('POST', '/me/subscribed_apps', { subscribed_fields: 'weather' }).code).toBe('100');
  });

  it('put into a condition by a test refuses accordingly', () => {
    const codes = Object.fromEntries(
      PAGE_CONDITIONS.map((condition) => {
        const world = createWorld();
        world.load({ token: '1' });
        world.call('POST', '/practice/account', { condition });
        return [condition, [world.send('1').code, world.call('GET', '/me/conversations').code]];
      }),
    );
    expect(codes).toEqual({
      ok: [null, null],
      accessTokenExpired: ['190/463', '190/463'],
      accessTokenInvalid: ['190/467', '190/467'],
      permissionMissing: ['200', '200'],
      sendingBarred: ['10/1893063', null],
      cardsBarred: [null, null],
      policyBlock: ['368', null],
      notEligible: [null, '36103'],
      throttled: ['80006', '80006'],
      down: ['2', '2'],
    });
  });
});

describe('a throttled Page', () => {
  it('says in the usage header when calls are taken again, in minutes', () => {
    const world = createWorld();
    world.call('POST', '/practice/account', { condition: 'throttled' });
    expect(world.call('GET', '/me').headers['x-business-use-case-usage']).toContain(
      '"estimated_time_to_regain_access":1',
    );
  });
});

describe('every answer', () => {
  it('carries the platform’s date, usage, version and trace id', () => {
    const world = createWorld();
    const { headers } = world.call('GET', '/v25.0/me');
    expect(headers).toMatchObject({
      date: 'Fri, 20 Nov 2026 10:00:00 GMT',
      'facebook-api-version': 'v25.0',
      'content-type': 'application/json; charset=UTF-8',
      'x-app-usage': '{"call_count":0,"total_cputime":0,"total_time":0}',
      'x-fb-trace-id': matching(/^A/),
    });
  });

  it('to an unknown path is 100/33, to an unreadable body 100', () => {
    const world = createWorld();
    expect(world.call('GET', '/v26.0/me/nothing').code).toBe('100/33');
    expect(world.call('DELETE', '/v26.0/me').code).toBe('100/33');
    const broken = world.practice.handle({
      method: 'POST',
      path: '/me/messages',
      headers: { authorization: `Bearer ${world.accessToken}` },
      body: '{"recipient":',
    });
    expect(broken.status).toBe(400);
  });

  it('counts the app’s calls of a day in percent', () => {
    const world = createWorld();
    const call = world.practice.read({ method: 'GET', path: '/', headers: {}, body: '' });
    world.practice.perform(Array.from({ length: 999 }, () => call));
    expect(world.call('GET', '/me').headers['x-app-usage']).toContain('"call_count":1,');
    world.pass(DAY);
    expect(world.call('GET', '/me').headers['x-app-usage']).toContain('"call_count":0,');
  });
});

describe('the clock of the platform', () => {
  it('can be shifted against its computer’s, Date header and rules included', () => {
    const world = createWorld();
    world.load({ token: '1' });
    world.send('1');
    world.call('POST', '/practice/clock', { offsetMs: DAY });
    expect(world.call('GET', '/me').headers['date']).toBe('Sat, 21 Nov 2026 10:00:00 GMT');
    expect(world.send('1').status).toBe(200);
    expect(world.call('POST', '/practice/clock', { offsetMs: 'late' }).code).toBe('100');
  });
});
