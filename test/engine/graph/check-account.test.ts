import { afterEach, describe, expect, it } from 'vitest';
import type { AccountFinding } from '#engine/graph/account-finding.ts';
import { NEEDED_PERMISSIONS, NEEDED_SUBSCRIPTIONS } from '#engine/graph/account-needs.ts';
import { checkAccount } from '#engine/graph/check-account.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import type { Account } from '#shared/domain/account.ts';
import { CANARY_ACCESS_TOKEN, endpointAt, graphAccount } from '#test/support/graph-account.ts';
import { type Act, respondJson, startScriptedServer } from '#test/support/scripted-server.ts';

const open: { close(): Promise<void> }[] = [];

afterEach(async () => {
  await Promise.all(open.splice(0).map((thing) => thing.close()));
});

const error = (status: number, code: number, subcode?: number): Act =>
  respondJson(status, { error: { code, error_subcode: subcode, message: `Refused ${CANARY_ACCESS_TOKEN}` } });

const granted = (account: Account) =>
  NEEDED_PERMISSIONS[account.platform].map(({ name }) => ({ permission: name, status: 'granted' }));

/** A platform on which all is well, but for what a test changes; keys are the end of the path. */
async function check(account: Account, change: Readonly<Record<string, Act>> = {}): Promise<readonly AccountFinding[]> {
  const well: Record<string, Act> = {
    'fields=id,name': respondJson(200, { id: account.pageId, name: 'Bar' }),
    'fields=id,tasks': respondJson(200, { id: account.pageId, tasks: ['MESSAGING'] }),
    '/debug_token': respondJson(200, {
      data: { is_valid: true, expires_at: 1_800_000_000, scopes: ['pages_messaging'] },
    }),
    '/me/permissions': respondJson(200, { data: granted(account) }),
    '/subscribed_apps?fields=id%2Cname%2Csubscribed_fields': respondJson(200, {
      data: [{ id: '1', subscribed_fields: NEEDED_SUBSCRIPTIONS.map(({ name }) => name) }],
    }),
    'limit=1': respondJson(200, { data: [] }),
    ...change,
  };
  const server = await startScriptedServer({
    act: (_nth, request) =>
      Object.entries(well).find(([end]) => request.path.endsWith(end))?.[1] ?? error(400, 100, 33),
  });
  const http = openUndiciHttpPort();
  open.push(server, http);
  return checkAccount(createGraphClient({ http, endpoints: endpointAt(server.origin) }), account);
}

const problems = (findings: readonly AccountFinding[]) =>
  findings.filter(({ level }) => level === 'problem').map(({ subject, name }) => `${subject} ${name}`);

describe('an account check', () => {
  it.each([graphAccount(), graphAccount({ platform: 'instagram', igId: '77' })])(
    'finds all in order and names each thing',
    async (account) => {
      const findings = await check(account);
      expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
      const names = findings.map(({ name }) => name);
      for (const { name } of [...NEEDED_PERMISSIONS[account.platform], ...NEEDED_SUBSCRIPTIONS]) {
        expect(names).toContain(name);
      }
      expect(findings[0]?.sentence).toBe('The Page key is valid; it expires at 2027-01-15T08:00:00.000Z.');
    },
  );

  it('names a missing permission, a missing subscription and a missing task', async () => {
    const account = graphAccount();
    const findings = await check(account, {
      '/me/permissions': respondJson(200, {
        data: granted(account).map((line) => ({
          ...line,
          status: line.permission === 'pages_messaging' ? 'declined' : 'granted',
        })),
      }),
      '/subscribed_apps?fields=id%2Cname%2Csubscribed_fields': respondJson(200, {
        data: [{ id: '1', subscribed_fields: ['messages'] }],
      }),
      'fields=id,tasks': respondJson(200, { id: '1', tasks: ['MODERATE'] }),
    });
    expect(problems(findings)).toEqual([
      'task MESSAGING',
      'permission pages_messaging',
      'subscription messaging_optins',
      'subscription messaging_referrals',
      'subscription messaging_postbacks',
      'subscription message_reactions',
    ]);
  });

  it('tells an Instagram account that is not eligible yet', async () => {
    const findings = await check(graphAccount({ platform: 'instagram', igId: '77' }), { 'limit=1': error(400, 36103) });
    expect(problems(findings)).toEqual(['conversations 36103']);
    expect(findings.at(-1)?.sentence).toContain('36103');
  });

  it('takes the scopes of debug_token where the permissions call says nothing', async () => {
    const findings = await check(graphAccount(), { '/me/permissions': error(400, 100) });
    expect(problems(findings)).toEqual(['permission pages_manage_metadata', 'permission pages_show_list']);
  });

  it('calls unknown what the platform does not say', async () => {
    const silent = error(400, 100, 33);
    const findings = await check(graphAccount(), {
      '/debug_token': silent,
      '/me/permissions': silent,
      'fields=id,tasks': silent,
      '/subscribed_apps?fields=id%2Cname%2Csubscribed_fields': silent,
      'limit=1': error(500, 2),
    });
    expect(problems(findings)).toEqual([]);
    expect(findings.filter(({ level }) => level === 'unknown')).toHaveLength(10);
  });

  it('with a dead access token says so first, and everything else is unknown', async () => {
    const findings = await check(graphAccount(), { 'fields=id,name': error(401, 190, 463) });
    expect(findings).toHaveLength(11);
    expect(findings[0]).toMatchObject({ subject: 'accessToken', level: 'problem' });
    expect(findings[0]?.sentence).toContain('190/463');
    expect(findings[0]?.said).toContain('190/463');
    expect(findings.slice(1).every(({ level }) => level === 'unknown')).toBe(true);
  });

  it('shows the access token nowhere', async () => {
    for (const change of [
      {},
      { 'fields=id,name': error(401, 190) },
      { '/me/permissions': error(403, 200), 'limit=1': error(403, 10) },
    ]) {
      expect(JSON.stringify(await check(graphAccount(), change))).not.toContain('cAnaRy');
    }
  });
});
