import { createHmac } from 'node:crypto';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { connect } from 'node:net';
import { join } from 'node:path';
import { request } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import { runPractice } from '#practice/practice-process.ts';
import { containing, having, matching } from './matching.ts';
import { linesOf, servePractice, temporaryFolder } from './server-kit.ts';

describe('the practice server', () => {
  it('answers sends over HTTP, each once, however many come together', async () => {
    const served = await servePractice({ recipients: 300 });
    const answers = await Promise.all([...served.tokens, ...served.tokens].map((token) => served.send(token)));
    const statuses = answers.map((answer) => (typeof answer === 'string' ? answer : answer.status));
    expect(statuses.slice(0, served.tokens.length).every((status) => status === 200)).toBe(true);
    const ledger = await served.ledger();
    expect(new Set(ledger).size).toBe(ledger.length);
    expect(new Set(ledger)).toEqual(new Set(served.tokens));
  });

  it('hands its account out at /practice/account, url included', async () => {
    const { running, account, get } = await servePractice();
    expect(await get('/practice/account')).toMatchObject({ status: 200, text: JSON.stringify(account) });
    expect(account.url).toBe(running.url);
  });

  it('refuses names and pages that are not of this computer', async () => {
    const { get } = await servePractice();
    expect(await get('/practice/account', { host: 'evil.example:80' })).toMatchObject({ status: 403 });
    expect(await get('/practice/account', { origin: 'https://evil.example' })).toMatchObject({ status: 403 });
    expect(await get('/practice/account', { origin: 'http://127.0.0.1:5173' })).toMatchObject({ status: 200 });
  });

  it('goes on when a client dies in the middle of a request', async () => {
    const served = await servePractice();
    const [token = ''] = served.tokens;
    const port = Number(new URL(served.running.url).port);
    const socket = connect(port, '127.0.0.1');
    await once(socket, 'connect');
    socket.write('POST /me/messages HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 500\r\n\r\n{"recipient":');
    socket.resetAndDestroy();
    await once(socket, 'close');
    expect(await served.send(token)).toMatchObject({ status: 200 });
  });

  it('stops although a delayed answer is still waited for', async () => {
    const served = await servePractice({}, [{ on: 'send', do: 'delay', ms: 3_600_000 }]);
    const [one = '', two = ''] = served.tokens;
    const waiting = served.send(one);
    await served.send(two);
    await served.running.stop();
    expect(await waiting).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
  });

  it('refuses a body of more than a mebibyte', async () => {
    const { post, account, get } = await servePractice();
    const answer = await post(`/${account.pageId}/messages`, { message: { text: 'x'.repeat(1_100_000) } });
    expect([413, 'UND_ERR_SOCKET', 'ECONNRESET', 'EPIPE']).toContain(
      typeof answer === 'string' ? answer : answer.status,
    );
    expect(await get('/practice/account')).toMatchObject({ status: 200 });
  });

  it('appends a line to the ledger file for each accepted message before the answer leaves', async () => {
    const ledger = join(temporaryFolder(), 'ledger.ndjson');
    const served = await servePractice({ ledger });
    const [token = ''] = served.tokens;
    const answer = await served.send(token);
    const body = JSON.parse(typeof answer === 'string' ? '{}' : answer.text) as Record<string, string>;
    expect(linesOf(ledger)).toEqual([
      {
        at: matching(/Z$/),
        kind: 'marketing',
        token,
        recipient: body['recipient_id'],
        messageId: body['message_id'],
      },
    ]);
    await served.send(token);
    expect(linesOf(ledger)).toHaveLength(1);
  });

  it('keeps its world and its ledger across a restart, and mends a half line', async () => {
    const folder = temporaryFolder();
    const [file, ledger] = [join(folder, 'world.sqlite'), join(folder, 'ledger.ndjson')];
    const first = await servePractice({ file, ledger });
    const [one = '', two = '', three = ''] = first.tokens;
    await first.send(one);
    await first.send(two);
    await first.running.stop();
    const [line = ''] = readFileSync(ledger, 'utf8').split('\n');
    writeFileSync(ledger, `${line}\n{"at":"2026-`);
    const second = await servePractice({ file, ledger });
    await second.send(three);
    expect(linesOf(ledger).map(({ token }) => token)).toEqual([one, two, three]);
    expect(await second.ledger()).toEqual([one, two, three]);
    expect(await second.send(one)).toMatchObject({ status: 400 });
  });

  it('refuses a file in use, another world on a file, a taken port and a ledger that cannot be written', async () => {
    const folder = temporaryFolder();
    const file = join(folder, 'world.sqlite');
    const { running } = await servePractice({ file });
    await expect(runPractice({ file })).rejects.toThrow('is in use by another practice platform');
    await expect(runPractice({ recipients: 1, port: Number(new URL(running.url).port) })).rejects.toThrow('EADDRINUSE');
    await expect(runPractice({ recipients: 1, ledger: join(folder, 'no', 'ledger') })).rejects.toThrow(
      'cannot be written',
    );
    await expect(runPractice({ recipients: 1, faults: join(folder, 'none.json') })).rejects.toThrow('cannot be read');
    await expect(runPractice({ recipients: 1, webhooks: 'nowhere' })).rejects.toThrow(
      'an http or https address is needed',
    );
    await running.stop();
    await expect(runPractice({ file, seed: 9 })).rejects.toThrow('seed 1, not 9');
    writeFileSync(join(folder, 'text'), 'This is a text of some length, and no database at all.'.repeat(9));
    await expect(runPractice({ file: join(folder, 'text') })).rejects.toThrow('is no practice platform of format 1');
    await expect(runPractice({ file: join(folder, 'no', 'world') })).rejects.toThrow('cannot be opened');
  });

  it('posts webhook events signed with the app’s secret, again after a failure', async () => {
    const received: { readonly signature: unknown; readonly body: string }[] = [];
    const receiver = createServer((incoming, response) => {
      let body = '';
      incoming.setEncoding('utf8').on('data', (chunk: string) => void (body += chunk));
      incoming.on('end', () => {
        received.push({ signature: incoming.headers['x-hub-signature-256'], body });
        response.writeHead(received.length === 1 ? 500 : 200).end();
        if (received.length === 3) receiver.emit('three');
      });
    });
    receiver.listen(0, '127.0.0.1');
    onTestFinished(() => void receiver.close());
    await once(receiver, 'listening');
    const address = receiver.address();
    const port = typeof address === 'object' ? address?.port : 0;
    const { post, account, running } = await servePractice({ webhooks: `http://127.0.0.1:${port}/hook` });
    const { body } = await request(`${running.url}/practice/tokens?format=json`);
    const [row] = (await body.json()) as { recipient: string }[];
    const three = once(receiver, 'three');
    await post(`/practice/people/${row?.recipient}`, { action: 'message' });
    await post(`/practice/people/${row?.recipient}`, { action: 'react' });
    await three;
    for (const { signature, body: text } of received) {
      expect(signature).toBe(`sha256=${createHmac('sha256', account.appSecret).update(text).digest('hex')}`);
    }
    const items = received.map(
      (one) => JSON.parse(one.body) as { object: string; entry: { id: string; messaging: object[] }[] },
    );
    expect(items[0]).toEqual(items[1]);
    expect(items[2]).toMatchObject({
      object: 'page',
      entry: [{ id: account.pageId, messaging: [{ reaction: { action: 'react' } }] }],
    });
  });
});

describe('a scripted fault', () => {
  it('delay answers as usual, only later', async () => {
    const served = await servePractice({}, [{ on: 'send', do: 'delay', ms: 30 }]);
    const [one = '', two = ''] = served.tokens;
    const order: string[] = [];
    await Promise.all([
      served.send(one).then(() => order.push('delayed')),
      served.send(two).then(() => order.push('usual')),
    ]);
    expect(order).toEqual(['usual', 'delayed']);
    expect(await served.ledger()).toEqual([two, one]);
  });

  it('resetBefore breaks the connection and nothing is accepted', async () => {
    const served = await servePractice({}, [{ on: 'send', do: 'resetBefore' }]);
    const [one = ''] = served.tokens;
    expect(await served.send(one)).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await served.ledger()).toEqual([]);
    expect(await served.send(one)).toMatchObject({ status: 200 });
  });

  it('resetAfter breaks the connection when the message is accepted and on disk', async () => {
    const served = await servePractice({}, [{ on: 'send', do: 'resetAfter' }]);
    const [one = ''] = served.tokens;
    expect(await served.send(one)).toMatch(/ECONNRESET|UND_ERR_SOCKET/);
    expect(await served.ledger()).toEqual([one]);
  });

  it('cutBody sends half the answer of an accepted message', async () => {
    const served = await servePractice({}, [{ on: 'send', do: 'cutBody' }]);
    const [one = ''] = served.tokens;
    expect(await served.send(one)).toMatch(/UND_ERR_SOCKET|ECONNRESET/);
    expect(await served.ledger()).toEqual([one]);
  });

  it.each([
    ['status', { do: 'status', status: 503 }, { status: 503, text: 'Service Unavailable' }],
    [
      'status with a code',
      { do: 'status', status: 500, code: 1, subcode: 99 },
      { status: 500, text: containing('"code":1,"error_subcode":99') },
    ],
    ['html', { do: 'html' }, { status: 502, text: matching(/^<!DOCTYPE html>/) }],
    ['redirect', { do: 'redirect' }, { status: 302, headers: having({ location: '/elsewhere' }) }],
    ['error', { do: 'error', code: 613 }, { status: 400, text: containing('"code":613') }],
    ['error without a code', { do: 'error' }, { status: 500, text: containing('"code":2') }],
  ])('%s answers so, and accepts the message only when the entry says it', async (_, fault, answer) => {
    const served = await servePractice({}, [
      { on: 'send', ...fault },
      { on: 'send', nth: 2, accept: true, ...fault },
    ]);
    const [one = '', two = ''] = served.tokens;
    expect(await served.send(one)).toMatchObject(answer);
    expect(await served.ledger()).toEqual([]);
    expect(await served.send(two)).toMatchObject(answer);
    expect(await served.ledger()).toEqual([two]);
    expect(served.running.faultsStruck()).toEqual([1, 1]);
  });

  it('strikes lists and token reads too, and one token alone', async () => {
    const served = await servePractice();
    const [one = '', two = ''] = served.tokens;
    await served.running.stop();
    const again = await servePractice({}, [
      { on: 'list', do: 'html' },
      { on: 'token', token: one, do: 'status' },
      { on: 'send', token: one, do: 'resetAfter', times: 2 },
    ]);
    expect(await again.get(`/${again.account.pageId}/notification_message_tokens`)).toMatchObject({ status: 502 });
    expect(await again.get(`/notification_messages_${two}`)).toMatchObject({ status: 200 });
    expect(await again.get(`/notification_messages_${one}`)).toMatchObject({ status: 500 });
    expect(await again.send(two)).toMatchObject({ status: 200 });
    expect(typeof (await again.send(one))).toBe('string');
  });
});

describe('a server without a file', () => {
  it('leaves no temporary file behind when it stops', async () => {
    const before = temporaryFolder();
    const { running } = await servePractice();
    await running.stop();
    await running.stop();
    expect(existsSync(before)).toBe(true);
    await expect(request(running.url)).rejects.toThrow('ECONNREFUSED');
  });
});
