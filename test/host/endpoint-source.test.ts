import { afterEach, describe, expect, it } from 'vitest';
import { createEndpointSource } from '#host/endpoint-source.ts';
import { createKnownSecrets } from '#host/known-secrets.ts';
import { openMemorySecretVault } from '#host/memory-secret-vault.ts';
import { readPracticeAccount } from '#host/read-practice-account.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { CANARY_ACCESS_TOKEN, graphAccount } from '#test/support/graph-account.ts';
import { refusalOf } from '#test/support/refusal.ts';
import {
  type Act,
  respond,
  respondJson,
  type ScriptedServer,
  startScriptedServer,
} from '#test/support/scripted-server.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

async function serve(act: Act): Promise<ScriptedServer> {
  const server = await startScriptedServer({ act: () => act });
  open.push(server);
  return server;
}

function parts(practiceUrl = 'http://127.0.0.1:9') {
  const http = openUndiciHttpPort();
  open.push(http);
  const known = createKnownSecrets();
  const practice = {
    running: () =>
      Promise.resolve({
        url: practiceUrl,
        pageId: '1024',
        accessToken: 'x',
        ended: new Promise<void>(() => {}),
        stop: () => Promise.resolve(),
      }),
  };
  return { http, known, vault: openMemorySecretVault(known), practice };
}

const practiceAnswer = respondJson(200, { url: 'x', pageId: '1024', accessToken: CANARY_ACCESS_TOKEN });

describe('the endpoint of an account', () => {
  it('is its own address with the access token of the vault', async () => {
    const given = parts();
    const account = graphAccount({ apiBase: 'https://graph.facebook.com' });
    await given.vault.put(account.id, CANARY_ACCESS_TOKEN);
    expect(await createEndpointSource(given).endpointOf(account)).toEqual({
      origin: 'https://graph.facebook.com',
      accessToken: CANARY_ACCESS_TOKEN,
    });
  });

  it('without an access token on this host asks to reconnect', async () => {
    const account = graphAccount({ apiBase: 'https://graph.facebook.com' });
    expect(await refusalOf(createEndpointSource(parts()).endpointOf(account))).toBe(
      'reconnectNeeded: Account a1 (Bar Sport) has no access token on this host; reconnect needed here.',
    );
  });

  it('over http: to another computer is refused by name', async () => {
    const account = graphAccount({ apiBase: 'http://graph.facebook.com' });
    await expect(createEndpointSource(parts()).endpointOf(account)).rejects.toThrow('must use https');
  });

  it('of a practice account without an address is the host’s practice platform, asked once for its access token', async () => {
    const server = await serve(practiceAnswer);
    const given = parts(server.origin);
    const source = createEndpointSource(given);
    const account = graphAccount({ isPractice: true });
    for (let i = 0; i < 3; i++) {
      expect(await source.endpointOf(account)).toEqual({ origin: server.origin, accessToken: CANARY_ACCESS_TOKEN });
    }
    expect(server.arrived.map((request) => request.path)).toEqual(['/practice/account?pageId=1024']);
    expect(given.known.list()).toEqual([CANARY_ACCESS_TOKEN]);
  });

  it('of a practice account with an address on this computer is asked there', async () => {
    const server = await serve(practiceAnswer);
    const account = graphAccount({ isPractice: true, apiBase: server.origin });
    expect((await createEndpointSource(parts()).endpointOf(account)).accessToken).toBe(CANARY_ACCESS_TOKEN);
  });

  it('of a practice account elsewhere comes from the vault', async () => {
    const given = parts();
    const account = graphAccount({ isPractice: true, apiBase: 'https://practice.example' });
    await given.vault.put(account.id, CANARY_ACCESS_TOKEN);
    expect((await createEndpointSource(given).endpointOf(account)).origin).toBe('https://practice.example');
  });
});

describe('asking a practice platform for its account', () => {
  it('gives what it tells about the Page', async () => {
    const told = { pageId: '1', accessToken: 'EAAPRACTICEx', igId: null, name: 'Caffè', zone: 'Europe/Rome', more: 1 };
    const server = await serve(respondJson(200, told));
    expect(await readPracticeAccount(parts().http, server.origin, null)).toEqual({
      pageId: '1',
      accessToken: 'EAAPRACTICEx',
      igId: null,
      name: 'Caffè',
      zone: 'Europe/Rome',
    });
    expect(server.arrived[0]?.path).toBe('/practice/account');
  });

  it.each([
    ['another Page', respondJson(200, { pageId: '7', accessToken: 'x' }), 'notFound'],
    ['a web page', respond(200, '<html></html>'), 'platformUnreachable'],
    ['an error', respondJson(404, { error: { code: 100 } }), 'platformUnreachable'],
  ])('that answers with %s is refused', async (_what, act, code) => {
    const server = await serve(act);
    const asked = readPracticeAccount(parts().http, server.origin, '1024');
    expect(await refusalOf(asked)).toMatch(new RegExp(`^${code}: `));
  });

  it('on another computer is refused without a request', async () => {
    const asked = readPracticeAccount(parts().http, 'https://practice.example', null);
    expect(await refusalOf(asked)).toMatch(/^invalidInput: /);
  });
});
