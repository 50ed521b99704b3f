import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import type { GraphApi } from '#engine/graph/graph-api.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { DomainError } from '#shared/domain/errors.ts';
import type { NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import { CANARY_ACCESS_TOKEN, endpointAt, graphAccount } from '#test/support/graph-account.ts';
import {
  type Act,
  closeQuietly,
  cutBody,
  cutHead,
  garbage,
  hang,
  after as later,
  reset,
  respond,
  respondJson,
  type ScriptedServer,
  startScriptedServer,
} from '#test/support/scripted-server.ts';

const TOKEN = '6177341647910041736' as NotificationToken; // a public example (META-API 2.2)
const RECIPIENT = '6000000000000001234' as ScopedId; // made up
const MESSAGE = '{ "text":"Ciao ☀ \\"Anna\\"" }';
const ACCEPTANCE = JSON.stringify({ recipient_id: RECIPIENT, message_id: 'm_1' });
/** How long an answer that comes may take on a computer that does other work too; nothing waits for it. */
const PATIENCE_MS = 20_000;
/** Deadline of a request that has to arrive before it is given up. */
const ARRIVAL_MS = 1_000;
const account = graphAccount();

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

async function serve(act: (nth: number) => Act): Promise<{ server: ScriptedServer; graph: GraphApi }> {
  const server = await startScriptedServer({ act });
  const graph = clientAt(server.origin);
  open.push(server);
  return { server, graph };
}

function clientAt(origin: string): GraphApi {
  const http = openUndiciHttpPort();
  open.push(http);
  return createGraphClient({
    http,
    endpoints: endpointAt(origin),
    connectTimeoutMs: PATIENCE_MS,
    readTimeoutMs: PATIENCE_MS,
  });
}

const always = (act: Act) => () => act;

describe('a send', () => {
  it('is one POST with the exact bytes of the message, the access token in the header and nowhere else', async () => {
    const { server, graph } = await serve(always(respond(200, ACCEPTANCE)));
    const answer = await graph.sendToToken(account, TOKEN, MESSAGE, PATIENCE_MS, RECIPIENT);
    expect(answer).toMatchObject({ outcome: 'accepted', messageId: 'm_1' });
    const [request] = server.arrived;
    expect(request).toMatchObject({
      method: 'POST',
      path: '/v25.0/1024/messages',
      body: `{"recipient":{"notification_messages_token":"${TOKEN}"},"message":${MESSAGE}}`,
    });
    expect(request?.headers['authorization']).toBe(`Bearer ${CANARY_ACCESS_TOKEN}`);
    expect(request?.headers['content-type']).toBe('application/json');
    expect(request?.raw.split(CANARY_ACCESS_TOKEN)).toHaveLength(2);
  });

  it('to a person carries the recipient id', async () => {
    const { server, graph } = await serve(always(respond(200, ACCEPTANCE)));
    await graph.sendToRecipient(account, RECIPIENT, MESSAGE, PATIENCE_MS);
    expect(server.arrived[0]?.body).toBe(`{"recipient":{"id":"${RECIPIENT}"},"message":${MESSAGE}}`);
  });

  it('writes the version with its v, however the account has it', async () => {
    const { server, graph } = await serve(always(respond(200, ACCEPTANCE)));
    await graph.sendToToken(graphAccount({ apiVersion: '26.0' }), TOKEN, MESSAGE, PATIENCE_MS);
    expect(server.arrived[0]?.path).toBe('/v26.0/1024/messages');
  });

  const ways: readonly (readonly [string, Act])[] = [
    ['reset', reset],
    ['closed', closeQuietly],
    ['cut in its head', cutHead],
    ['cut in its body', cutBody(ACCEPTANCE)],
    ['cut in its body by a reset', cutBody(ACCEPTANCE, 'reset')],
    ['no HTTP', garbage],
    ['never coming', hang],
    ['too late', later(3 * ARRIVAL_MS, respond(200, ACCEPTANCE))],
    ['a 500', respondJson(500, { error: { code: 2 } })],
    ['a 503 of a proxy', respond(503, '<html></html>')],
    ['a web page', respond(200, '<html>Welcome to the hotel</html>')],
    ['a redirect', respond(307, '', ['location: /v25.0/1024/messages'])],
    ['for somebody else', respondJson(200, { recipient_id: '1', message_id: 'm_1' })],
    ['without an id', respondJson(200, { recipient_id: RECIPIENT })],
    ['error 1/1357046', respondJson(400, { error: { code: 1, error_subcode: 1357046 } })],
  ];

  it.each(ways)('whose answer is %s is uncertain, and arrived exactly once', async (_way, act) => {
    const { server, graph } = await serve(always(act));
    const answer = await graph.sendToToken(account, TOKEN, MESSAGE, ARRIVAL_MS, RECIPIENT);
    expect(answer).toMatchObject({ outcome: 'uncertain', messageId: null });
    expect(server.arrived).toHaveLength(1);
  });

  it('is notSent when nobody listens', async () => {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo; // a TCP server's address
    server.close();
    await once(server, 'close');
    const answer = await clientAt(`http://127.0.0.1:${port}`).sendToToken(account, TOKEN, MESSAGE, PATIENCE_MS);
    expect(answer.outcome).toBe('notSent');
  });

  it('without an access token on this host is unauthorized, and without an address not sent', async () => {
    const http = openUndiciHttpPort();
    open.push(http);
    const missing = (code: 'reconnectNeeded' | 'platformUnreachable') =>
      createGraphClient({ http, endpoints: { endpointOf: () => Promise.reject(new DomainError(code, 'Not here.')) } });
    const dead = await missing('reconnectNeeded').sendToToken(account, TOKEN, MESSAGE, 100);
    expect(dead).toMatchObject({ outcome: 'unauthorized', accountStop: 'unauthorized', text: 'Not here.' });
    const away = await missing('platformUnreachable').sendToToken(account, TOKEN, MESSAGE, 100);
    expect(away).toMatchObject({ outcome: 'notSent', accountStop: null });
    expect(await missing('reconnectNeeded').readToken(account, TOKEN)).toMatchObject({
      kind: 'refused',
      stop: 'unauthorized',
    });
    expect(await missing('platformUnreachable').readToken(account, TOKEN)).toMatchObject({ kind: 'noAnswer' });
  });
});

describe('the token list', () => {
  const row = (n: number) => ({ notification_messages_token: `t${n}`, recipient_id: `r${n}` });

  it('is walked by the cursor alone; paging.next gets no request, wherever it points', async () => {
    const trap = await startScriptedServer({ act: always(respond(200, '{}')) });
    open.push(trap);
    const next = `${trap.origin}/steal?access_token=${CANARY_ACCESS_TOKEN}`;
    const { server, graph } = await serve((nth) =>
      respondJson(200, {
        data: [row(nth)],
        paging: { cursors: { before: 'b', after: `a&${nth}=` }, ...(nth < 3 ? { next } : {}) },
      }),
    );
    const seen: string[] = [];
    let after: string | null = null;
    do {
      const page = await graph.listTokens(account, after, 100);
      if (page.kind !== 'ok') throw new Error(page.kind);
      seen.push(...page.value.tokens.map((token) => token.token));
      after = page.value.after;
    } while (after !== null);
    expect(seen).toEqual(['t1', 't2', 't3']);
    expect(server.arrived.map((request) => request.path)).toEqual([
      '/v25.0/1024/notification_message_tokens?limit=100',
      '/v25.0/1024/notification_message_tokens?limit=100&after=a%261%3D',
      '/v25.0/1024/notification_message_tokens?limit=100&after=a%262%3D',
    ]);
    expect(trap.arrived).toHaveLength(0);
    expect(seen.join()).not.toContain('cAnaRy');
  });

  it('reads every field with its unit, ids as text to the last digit', async () => {
    const body = `{"data":[{"notification_messages_token":6177341647910041736,"recipient_id":6000000000000001234,
      "topic_title":"Offers","notification_messages_timezone":"Europe/Rome","creation_timestamp":"1675000000000",
      "token_expiry_timestamp":2145916800000,"next_eligible_time":1763632800,"user_token_status":"REFRESHED",
      "notification_messages_reoptin":"ENABLED","notification_messages_frequency":"WEEKLY","new_field":[1]}]}`;
    const { graph } = await serve(always(respond(200, body)));
    expect(await graph.listTokens(account, null, 25)).toMatchObject({
      kind: 'ok',
      value: {
        after: null,
        unreadableRows: 0,
        tokens: [
          {
            token: TOKEN,
            recipient: RECIPIENT,
            topic: 'Offers',
            zone: 'Europe/Rome',
            createdAt: 1_675_000_000_000,
            expiresAt: 2_145_916_800_000,
            nextEligibleAt: 1_763_632_800_000,
            nextEligibleFlag: 'given',
            userTokenStatus: 'REFRESHED',
            reoptin: 'ENABLED',
            frequency: 'WEEKLY',
          },
        ],
      },
    });
  });

  it('keeps a row whose times are nonsense, flags them, and counts rows without a token', async () => {
    const data = [
      { ...row(1), next_eligible_time: 5, creation_timestamp: 'yesterday' },
      { recipient_id: 'x' },
      null,
      'y',
    ];
    const { graph } = await serve(always(respondJson(200, { data })));
    expect(await graph.listTokens(account, null, 25)).toMatchObject({
      kind: 'ok',
      value: {
        unreadableRows: 3,
        tokens: [{ token: 't1', createdAt: null, nextEligibleAt: null, nextEligibleFlag: 'nonsense', topic: null }],
      },
    });
  });

  it('that promises more without a new cursor is no answer, so that no walk looks complete', async () => {
    const next = 'https://graph.facebook.com/more';
    for (const cursors of [undefined, {}, { after: 'same' }]) {
      const { graph } = await serve(always(respondJson(200, { data: [row(1)], paging: { cursors, next } })));
      expect((await graph.listTokens(account, 'same', 25)).kind).toBe('noAnswer');
    }
  });

  it('from a captive portal is no answer', async () => {
    for (const act of [respond(200, '<html></html>'), respondJson(200, { ok: true }), respond(302, '')]) {
      const { graph } = await serve(always(act));
      expect((await graph.listTokens(account, null, 25)).kind).toBe('noAnswer');
    }
  });
});

describe('a token read', () => {
  it('goes to the token’s own path and reads flat and wrapped answers', async () => {
    const fields = { notification_messages_token: TOKEN, next_eligible_time: '0' };
    const { server, graph } = await serve((nth) =>
      respondJson(200, [fields, { data: fields }, { data: [fields] }][nth - 1]),
    );
    for (let i = 0; i < 3; i++) {
      expect(await graph.readToken(account, TOKEN)).toMatchObject({
        kind: 'ok',
        value: { token: TOKEN, recipient: null, nextEligibleAt: null, nextEligibleFlag: 'absent' },
      });
    }
    expect(server.arrived[0]?.path).toBe(`/v25.0/notification_messages_${TOKEN}`);
  });

  it('escapes what must not be part of a path', async () => {
    const { server, graph } = await serve(always(respondJson(400, { error: { code: 100 } })));
    await graph.readToken(account, '../1024/messages?x' as NotificationToken); // hostile
    expect(server.arrived[0]?.path).toBe('/v25.0/notification_messages_..%2F1024%2Fmessages%3Fx');
  });

  it.each([
    [400, { code: 100 }, 'noAnswer'],
    [400, { code: 100, error_subcode: 33 }, 'gone'],
    [401, { code: 190, error_subcode: 463 }, 'refused'],
    [400, { code: 80006 }, 'throttled'],
    [500, { code: 2 }, 'noAnswer'],
  ])('answered by %s %o is %s', async (status, error, kind) => {
    const { graph } = await serve(always(respondJson(status, { error })));
    expect((await graph.readToken(account, TOKEN)).kind).toBe(kind);
  });
});

describe('the reads about an account', () => {
  it('debug_token keeps the access token out of the URL', async () => {
    const data = { is_valid: true, expires_at: 0, scopes: ['pages_messaging'] };
    const { server, graph } = await serve(always(respondJson(200, { data })));
    expect(await graph.debugAccessToken(account)).toMatchObject({
      kind: 'ok',
      value: { valid: true, expiresAt: null, scopes: ['pages_messaging'] },
    });
    expect(server.arrived[0]?.path).toBe('/v25.0/debug_token');
    expect(server.arrived[0]?.body).toBe(`method=get&input_token=${CANARY_ACCESS_TOKEN}`);
  });

  it('a platform that does not take debug_token in a body is asked for the Page instead, still without a token in a URL', async () => {
    const { server, graph } = await serve((nth) =>
      nth === 1 ? respondJson(400, { error: { code: 100, error_subcode: 33 } }) : respondJson(200, { id: '1024' }),
    );
    expect(await graph.debugAccessToken(account)).toMatchObject({
      kind: 'ok',
      value: { valid: true, expiresAt: null, scopes: null },
    });
    expect(server.arrived.map((request) => request.path)).toEqual(['/v25.0/debug_token', '/v25.0/1024?fields=id']);
  });

  it('a dead access token is not tried twice', async () => {
    const { server, graph } = await serve(always(respondJson(401, { error: { code: 190 } })));
    expect(await graph.debugAccessToken(account)).toMatchObject({ kind: 'refused', stop: 'unauthorized' });
    expect(server.arrived).toHaveLength(1);
  });

  it('permissions and subscriptions come by name', async () => {
    const bodies = [
      {
        data: [
          { permission: 'pages_messaging', status: 'granted' },
          { permission: 'x', status: 'declined' },
        ],
      },
      { data: [{ id: '1', subscribed_fields: ['messages', { name: 'messaging_optins' }] }, { id: '2' }] },
    ];
    const { graph } = await serve((nth) => respondJson(200, bodies[nth - 1]));
    expect(await graph.permissions(account)).toMatchObject({
      kind: 'ok',
      value: [
        { name: 'pages_messaging', granted: true },
        { name: 'x', granted: false },
      ],
    });
    expect(await graph.subscriptions(account)).toMatchObject({ kind: 'ok', value: ['messages', 'messaging_optins'] });
  });

  it('the conversations call names the channel, and 36103 means not eligible', async () => {
    const instagram = graphAccount({ platform: 'instagram', igId: '77' });
    const { server, graph } = await serve((nth) =>
      nth === 1 ? respondJson(400, { error: { code: 36103 } }) : respondJson(200, { data: [] }),
    );
    expect(await graph.touchConversations(instagram)).toMatchObject({ kind: 'ok', value: { eligible: false } });
    expect(await graph.touchConversations(account)).toMatchObject({ kind: 'ok', value: { eligible: true } });
    expect(server.arrived.map((request) => request.path)).toEqual([
      '/v25.0/1024/conversations?platform=instagram&limit=1',
      '/v25.0/1024/conversations?platform=messenger&limit=1',
    ]);
  });

  it('the Page, its tasks, and the testing call', async () => {
    const bodies = [
      { id: 1024, name: 'Bar' },
      { id: '1024', tasks: ['MESSAGING'] },
      { id: '1024' },
      { success: 'true' },
    ];
    const { server, graph } = await serve((nth) => respondJson(200, bodies[nth - 1]));
    expect(await graph.readPage(account)).toMatchObject({ kind: 'ok', value: { id: '1024', name: 'Bar' } });
    expect(await graph.readTasks(account)).toMatchObject({ kind: 'ok', value: ['MESSAGING'] });
    expect(await graph.readTasks(account)).toMatchObject({ kind: 'ok', value: null });
    expect(await graph.enableFollowUp(account, TOKEN)).toMatchObject({ kind: 'ok', value: { success: true } });
    expect(JSON.parse(server.arrived[3]?.body ?? '')).toEqual({
      recipient: { notification_messages_token: TOKEN },
      developer_action: 'ENABLE_FOLLOWUP_MESSAGE',
    });
  });
});

describe('the access token', () => {
  it('is in no answer of any call, whatever the platform sends back', async () => {
    const echoes: readonly Act[] = [
      respondJson(400, { error: { code: 190, message: `Bad token ${CANARY_ACCESS_TOKEN}`, fbtrace_id: 'x' } }),
      respondJson(400, { error: { code: 100, message: `url https://x/?access_token=${CANARY_ACCESS_TOKEN}&a=1` } }),
      respondJson(500, { error: { code: 1, message: `"access_token":"${CANARY_ACCESS_TOKEN}"` } }),
      respondJson(200, { data: [], paging: { next: `https://x/?access_token=${CANARY_ACCESS_TOKEN}`, cursors: {} } }),
      respond(200, `<html>${CANARY_ACCESS_TOKEN}</html>`),
      reset,
    ];
    for (const act of echoes) {
      const { server, graph } = await serve(always(act));
      const answers = await Promise.all([
        graph.sendToToken(account, TOKEN, MESSAGE, PATIENCE_MS),
        graph.sendToRecipient(account, RECIPIENT, MESSAGE, PATIENCE_MS),
        graph.readToken(account, TOKEN),
        graph.listTokens(account, null, 25),
        graph.readPage(account),
        graph.readTasks(account),
        graph.debugAccessToken(account),
        graph.permissions(account),
        graph.subscriptions(account),
        graph.touchConversations(account),
        graph.enableFollowUp(account, TOKEN),
      ]);
      expect(JSON.stringify(answers)).not.toContain('cAnaRy');
      expect(server.arrived.map((request) => request.path).join('\n')).not.toContain('cAnaRy');
    }
  });
});
