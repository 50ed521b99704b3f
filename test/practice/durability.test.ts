import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Pool } from 'undici';
import { describe, expect, it, onTestFinished } from 'vitest';
import type { PracticeAccount } from '#practice/calls/control-views.ts';
import { linesOf, sendableTokens, servePractice, temporaryFolder } from './server-kit.ts';

const ENTRY = fileURLToPath(import.meta.resolve('#practice/practice-process.ts'));

async function spawnPractice(
  words: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<{ child: ChildProcess; account: PracticeAccount }> {
  const child = spawn(process.execPath, [ENTRY, ...words], {
    stdio: ['pipe', 'pipe', 'inherit'],
    env: { ...process.env, ...env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  if (child.stdout === null) throw new Error('The child has an output.');
  const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
  return { child, account: JSON.parse(line) as PracticeAccount };
}

/** Sends to all tokens over 50 connections until the server dies; message ids of the answers that came. */
async function sendUntilDeath(
  account: PracticeAccount,
  tokens: readonly string[],
  die: () => void,
): Promise<Map<string, string>> {
  const answered = new Map<string, string>();
  const pool = new Pool(account.url, { connections: 50 });
  const queue = [...tokens];
  const work = async (): Promise<void> => {
    for (let token = queue.pop(); token !== undefined; token = queue.pop()) {
      const body = JSON.stringify({ recipient: { notification_messages_token: token }, message: { text: 'Ciao' } });
      const headers = { authorization: `Bearer ${account.accessToken}`, 'content-type': 'application/json' };
      try {
        const answer = await pool.request({ method: 'POST', path: '/me/messages', headers, body });
        answered.set(token, ((await answer.body.json()) as { message_id: string }).message_id);
      } catch {
        return; // the server is dead; what matters is what was answered before
      }
      if (answered.size === 300) die();
    }
  };
  await Promise.all(Array.from({ length: 50 }, work));
  await pool.destroy();
  return answered;
}

describe('the practice process', () => {
  it('killed at any moment has on disk and in the ledger everything it answered, each token once', async () => {
    const folder = temporaryFolder();
    const [file, ledger] = [join(folder, 'world.sqlite'), join(folder, 'ledger.ndjson')];
    const { child, account } = await spawnPractice([
      '--recipients',
      '3000',
      '--sends-per-second',
      '0',
      '--file',
      file,
      '--ledger',
      ledger,
    ]);
    const tokens = await sendableTokens(account.url);
    const dead = once(child, 'exit');
    const answered = await sendUntilDeath(account, tokens, () => void child.kill('SIGKILL'));
    await dead;
    expect(answered.size).toBeGreaterThanOrEqual(300);
    expect(answered.size).toBeLessThan(tokens.length);

    const again = await servePractice({ file, ledger, recipients: 3_000 });
    const kept = await again.ledger();
    expect(new Set(kept).size).toBe(kept.length);
    const inFile = new Map(linesOf(ledger).map((line) => [line['token'], line['messageId']]));
    for (const [token, messageId] of answered) expect(inFile.get(token)).toBe(messageId);
    expect([...inFile.keys()]).toEqual(kept);
  });

  it('ends orderly on SIGTERM and removes its temporary file', async () => {
    const folder = temporaryFolder();
    const { child } = await spawnPractice(['--recipients', '10'], { TMPDIR: folder, TEMP: folder, TMP: folder });
    expect(readdirSync(folder)).toHaveLength(1);
    const dead = once(child, 'exit');
    child.kill('SIGTERM');
    expect(await dead).toEqual([0, null]);
    expect(readdirSync(folder)).toEqual([]);
  });

  it('ends when its parent’s end of standard input closes, when asked to', async () => {
    const { child } = await spawnPractice(['--recipients', '10', '--until-stdin-ends']);
    const dead = once(child, 'exit');
    child.stdin?.end();
    expect(await dead).toEqual([0, null]);
  });

  it('refuses wrong words with exit code 2 and unusable values with 1', async () => {
    const code = async (...words: readonly string[]) => {
      const child = spawn(process.execPath, [ENTRY, ...words], { stdio: 'ignore' });
      return ((await once(child, 'exit')) as [number])[0];
    };
    expect(await Promise.all([code('--bogus'), code('--port', 'x'), code('--platform', 'fax')])).toEqual([2, 1, 1]);
  });
});
