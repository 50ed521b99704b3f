import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import Database from 'better-sqlite3';
import { request } from 'undici';
import type { KilledSender } from './kill-proof.ts';
import { startProgram } from './program.ts';

/**
 * The order Sundial does not use, kept to show that the proofs see what is wrong with it (issue 2, "What must show"): send, then
 * record; after a start, send whatever is not recorded. It works on a real workspace and sends to the real practice platform.
 */
const ENTRY = fileURLToPath(import.meta.url);

/** Messages on the wire at once: as a simple program would do it. */
const AT_ONCE = 8;

/**
 * The naive sender as something to kill.
 *
 * @param recordsAfterMs - how long it takes from an answer to its record, in ms: the moment in which a kill makes a double.
 */
export function naiveSender({ recordsAfterMs }: { readonly recordsAfterMs: number }): KilledSender {
  const words = (workspace: string) => [workspace, String(recordsAfterMs)];
  return {
    start: (workspace) => startProgram(ENTRY, words(workspace)),
    finish: async (workspace) => {
      const { code, error } = await startProgram(ENTRY, [...words(workspace), '--until-idle']).ended;
      if (code !== 0) throw new Error(`The naive sender ended with ${code}: ${error}`);
    },
  };
}

interface Due {
  readonly id: number;
  readonly token: string;
  readonly message: string;
}

async function main(workspace: string, recordsAfterMs: number, untilIdle: boolean): Promise<void> {
  const db = new Database(join(workspace, 'sundial.db'));
  db.pragma('synchronous = FULL');
  const account = db
    .prepare<[], { page: string; base: string; pace: number }>(
      'SELECT page_id AS page, api_base AS base, pace_per_second AS pace FROM account',
    )
    .get();
  if (account === undefined) throw new Error('There is no account.');
  const { body } = await request(`${account.base}/practice/account?pageId=${account.page}`);
  const { accessToken } = (await body.json()) as { readonly accessToken: string }; // issue 2, Shapes
  process.stdout.write(`${JSON.stringify({ pid: process.pid, workspace })}\n`);
  const due = db
    .prepare<[], Due>(
      `SELECT d.id, t.token, c.message_json AS message FROM delivery d JOIN notification_token t ON t.id = d.token_id
       JOIN campaign c ON c.id = d.campaign_id WHERE d.state = 'scheduled' ORDER BY d.id`,
    )
    .all();
  const record = recorder(db);
  for (let from = 0; from < due.length; from += AT_ONCE) {
    const group = due.slice(from, from + AT_ONCE);
    await Promise.all(group.map((one) => sendThenRecord(one, { ...account, accessToken, recordsAfterMs }, record)));
    await new Promise((resolve) => setTimeout(resolve, (group.length * 1_000) / account.pace));
  }
  if (!untilIdle) await new Promise<never>(() => setInterval(() => undefined, 1_000));
  db.close();
}

function recorder(db: Database.Database): (id: number, isAccepted: boolean) => void {
  const step = db.prepare(`UPDATE delivery SET state = 'sending' WHERE id = ?`);
  const end = db.prepare(`UPDATE delivery SET state = ?, reason = ?, finalized_at_ms = 0 WHERE id = ?`);
  return db.transaction((id: number, isAccepted: boolean) => {
    step.run(id);
    end.run(isAccepted ? 'sent' : 'failed', isAccepted ? null : 'platformRefused', id);
  });
}

async function sendThenRecord(
  { id, token, message }: Due,
  account: {
    readonly page: string;
    readonly base: string;
    readonly accessToken: string;
    readonly recordsAfterMs: number;
  },
  record: (id: number, isAccepted: boolean) => void,
): Promise<void> {
  const { statusCode, body } = await request(`${account.base}/v25.0/${account.page}/messages`, {
    method: 'POST',
    headers: { authorization: `Bearer ${account.accessToken}`, 'content-type': 'application/json' },
    body: `{"recipient":{"notification_messages_token":${JSON.stringify(token)}},"message":${message}}`,
  });
  await body.dump();
  await new Promise((resolve) => setTimeout(resolve, account.recordsAfterMs));
  record(id, statusCode === 200);
}

if (import.meta.main) {
  const [workspace = '', recordsAfterMs, flag] = process.argv.slice(2);
  await main(workspace, Number(recordsAfterMs), flag === '--until-idle');
}
