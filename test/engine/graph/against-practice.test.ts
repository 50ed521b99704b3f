import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { checkAccount } from '#engine/graph/check-account.ts';
import type { GraphApi, ListedToken } from '#engine/graph/graph-api.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import type { HttpPort } from '#engine/ports.ts';
import { type PracticeServer, startPracticeServer } from '#host/start-practice-server.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import type { AccessToken, NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import { graphAccount } from '#test/support/graph-account.ts';
import { temporaryFolder } from '#test/support/temp-folder.ts';

/** A token as `GET /practice/tokens` shows it. */
interface PracticeToken {
  readonly token: NotificationToken;
  readonly recipient: ScopedId;
  readonly state: string;
  readonly frequency: string | null;
  readonly expiresAt: string | null;
}

const MESSAGE = '{"text":"Ciao"}';
const DEADLINE_MS = 10_000;

interface Stage {
  readonly server: PracticeServer;
  readonly graph: GraphApi;
  readonly http: HttpPort;
}

async function openStage(...more: readonly string[]): Promise<Stage> {
  const server = await startPracticeServer({ folder: temporaryFolder(), arguments: ['--recipients', '300', ...more] });
  const http = openUndiciHttpPort();
  const endpoint = { origin: server.url, accessToken: server.accessToken as AccessToken }; // the server's own
  return {
    server,
    http,
    graph: createGraphClient({ http, endpoints: { endpointOf: () => Promise.resolve(endpoint) } }),
  };
}

async function closeStage({ server, http }: Stage): Promise<void> {
  await http.close();
  await server.stop();
}

const accountOf = ({ server }: Stage) => graphAccount({ isPractice: true, pageId: server.pageId, apiBase: server.url });

async function control<T>({ http, server }: Stage, path: string, body: unknown = null): Promise<T> {
  const answer = await http.request({
    method: body === null ? 'GET' : 'POST',
    origin: server.url,
    path,
    headers: { 'content-type': 'application/json' },
    body: body === null ? null : JSON.stringify(body),
    connectTimeoutMs: DEADLINE_MS,
    timeoutMs: DEADLINE_MS,
  });
  if (answer.kind !== 'answer' || answer.status !== 200) throw new Error(`${path}: ${JSON.stringify(answer)}`);
  return JSON.parse(answer.body) as T; // the practice platform's own view
}

async function listAll(
  { graph }: Stage,
  account: ReturnType<typeof accountOf>,
  limit: number,
): Promise<readonly ListedToken[]> {
  const all: ListedToken[] = [];
  for (let after: string | null = null, first = true; first || after !== null; first = false) {
    const page = await graph.listTokens(account, after, limit);
    if (page.kind !== 'ok') throw new Error(JSON.stringify(page));
    all.push(...page.value.tokens);
    after = page.value.after;
  }
  return all;
}

describe('against the practice platform', () => {
  let stage: Stage;
  let sendable: NotificationToken[] = [];

  beforeAll(async () => {
    stage = await openStage();
    const all = await control<PracticeToken[]>(stage, '/practice/tokens?format=json');
    const now = new Date().toISOString();
    const listed = await listAll(stage, accountOf(stage), 100);
    const open = new Set(listed.filter((token) => token.nextEligibleAt === null).map((token) => token.token));
    sendable = all
      .filter((token) => token.state === 'active' && token.frequency === null && open.has(token.token))
      .filter((token) => token.expiresAt === null || token.expiresAt > now)
      .map((token) => token.token);
  });
  afterAll(() => closeStage(stage));

  const next = (): NotificationToken => {
    const token = sendable.pop();
    if (token === undefined) throw new Error('no sendable token is left');
    return token;
  };
  const send = (token: NotificationToken, message = MESSAGE) =>
    stage.graph.sendToToken(accountOf(stage), token, message, DEADLINE_MS);

  it('the list is walked to its end by small and large pages alike, each token once', async () => {
    const [small, large] = [await listAll(stage, accountOf(stage), 7), await listAll(stage, accountOf(stage), 100)];
    expect(small.length).toBeGreaterThan(200);
    expect(new Set(small.map((token) => token.token)).size).toBe(small.length);
    expect(small).toEqual(large);
    expect(small.every((token) => token.recipient !== null && token.createdAt !== null)).toBe(true);
  });

  it('a token read tells what the list tells', async () => {
    const [listed] = await listAll(stage, accountOf(stage), 100);
    const read = await stage.graph.readToken(accountOf(stage), listed?.token ?? next());
    expect(read.kind === 'ok' ? read.value.token : read.kind).toBe(listed?.token);
  });

  it('a send is accepted, stands in the ledger once, moves the next eligible time, and the next one is too early', async () => {
    const token = next();
    const first = await send(token);
    expect(first).toMatchObject({ outcome: 'accepted', accountStop: null });
    const ledger = await control<{ token: string; messageId: string }[]>(stage, '/practice/ledger?format=json');
    expect(ledger.filter((entry) => entry.token === token).map((entry) => entry.messageId)).toEqual([first.messageId]);
    const read = await stage.graph.readToken(accountOf(stage), token);
    expect(read.kind === 'ok' ? read.value.nextEligibleFlag : read.kind).toBe('given');
    const card = { elements: [{ title: 'A', subtitle: 'B' }], template_type: 'generic' };
    const again = await send(token, JSON.stringify({ attachment: { type: 'template', payload: card } }));
    expect(again).toMatchObject({ outcome: 'tooEarly', code: 4, subcode: 2018354, accountStop: null });
  });

  it('a stopped, a blocked, an expired and an unknown token are told apart', async () => {
    const [stopped, expired, gone] = [next(), next(), next()];
    await control(stage, `/practice/tokens/${stopped}`, { action: 'stop' });
    expect(await send(stopped)).toMatchObject({ outcome: 'stopped', code: 10, subcode: 1893015 });
    await control(stage, `/practice/tokens/${expired}`, { action: 'expire' });
    expect(await send(expired)).toMatchObject({ outcome: 'badRequest', isTokenInDoubt: true });
    await control(stage, `/practice/tokens/${gone}`, { action: 'invalidate' });
    expect(await send(gone)).toMatchObject({ outcome: 'badRequest', isTokenInDoubt: true });
    expect((await stage.graph.readToken(accountOf(stage), gone)).kind).toBe('gone');
    const unknown = '1111111111111111111' as NotificationToken; // nobody's
    expect((await stage.graph.readToken(accountOf(stage), unknown)).kind).toBe('gone');
    const blocked = next();
    const all = await control<PracticeToken[]>(stage, '/practice/tokens?format=json');
    const person = all.find((token) => token.token === blocked)?.recipient;
    await control(stage, `/practice/people/${person}`, { action: 'block' });
    expect(await send(blocked)).toMatchObject({ outcome: 'unavailable', code: 551 });
  });

  it('a message that is wrong is a bad request', async () => {
    expect(await send(next(), '{"text":"a","unknown_key":1}')).toMatchObject({ outcome: 'badRequest', code: 100 });
  });

  it('a dead access token freezes sends and reads', async () => {
    const endpoint = { origin: stage.server.url, accessToken: 'EAAnobody' as AccessToken }; // nobody's
    const graph = createGraphClient({ http: stage.http, endpoints: { endpointOf: () => Promise.resolve(endpoint) } });
    const answer = await graph.sendToToken(accountOf(stage), next(), MESSAGE, DEADLINE_MS);
    expect(answer).toMatchObject({ outcome: 'unauthorized', accountStop: 'unauthorized', code: 190 });
    expect(await graph.listTokens(accountOf(stage), null, 5)).toMatchObject({ kind: 'refused', stop: 'unauthorized' });
  });

  it('the account check finds nothing to complain about', async () => {
    const findings = await checkAccount(stage.graph, accountOf(stage));
    expect(findings.filter(({ level }) => level !== 'ok')).toEqual([]);
  });
});

describe('against a practice platform that loses answers', () => {
  it('each way of losing one after acceptance is uncertain, each refusal before it is not, and no POST is repeated', async () => {
    const faults = join(temporaryFolder(), 'faults.json');
    const ways = [
      { do: 'resetAfter' },
      { do: 'cutBody' },
      { do: 'html' },
      { do: 'redirect' },
      { do: 'status', status: 503 },
      { do: 'resetBefore' },
      { do: 'error', code: 1, subcode: 1357046 },
      { do: 'error', code: 613 },
    ];
    writeFileSync(faults, JSON.stringify(ways.map((way, index) => ({ on: 'send', nth: index + 1, ...way }))));
    const stage = await openStage('--faults', faults);
    try {
      const tokens = (await listAll(stage, accountOf(stage), 100)).filter(
        (token) => token.nextEligibleAt === null && token.frequency === null,
      );
      const outcomes: string[] = [];
      for (const [index] of ways.entries()) {
        const token = tokens[index];
        if (token === undefined) throw new Error('too few tokens');
        outcomes.push((await stage.graph.sendToToken(accountOf(stage), token.token, MESSAGE, DEADLINE_MS)).outcome);
      }
      expect(outcomes).toEqual([...Array.from({ length: 7 }, () => 'uncertain'), 'throttled']);
      const ledger = await control<{ token: string }[]>(stage, '/practice/ledger?format=json');
      expect(new Set(ledger.map((entry) => entry.token)).size).toBe(ledger.length);
    } finally {
      await closeStage(stage);
    }
  });
});
