import { Agent, request } from 'node:http';
import { sendToTokenCall, versionPrefix } from '#engine/graph/graph-requests.ts';
import type { Account } from '#shared/domain/account.ts';
import type { NotificationToken } from '#shared/domain/ids.ts';
import { BENCH_MESSAGE } from './bench-campaign.ts';
import { input, report, startProcessorClock } from './child.ts';
import type { Measured } from './ratio.ts';
import { readDueTokens, type SendingAccount } from './sending-template.ts';

/** What the parent asks for. */
export interface BareLoopInput {
  readonly workspacePath: string;
  readonly origin: string;
  readonly accounts: readonly SendingAccount[];
  /** Connections, and so requests on the wire at once. */
  readonly concurrency: number;
}

interface Ready {
  readonly path: string;
  readonly body: string;
  readonly headers: Readonly<Record<string, string | number>>;
}

/** The requests that our client makes for the deliveries that are due, byte for byte but for the order of headers. */
function prepare({ workspacePath, accounts }: BareLoopInput): readonly Ready[] {
  return readDueTokens(workspacePath).map(({ token, account }) => {
    const sender = accounts[account - 1];
    if (sender === undefined) throw new Error(`There is no account ${account}.`);
    // The call needs nothing of the account but its Page; the token is one by the template.
    const call = sendToTokenCall({ pageId: sender.pageId } as Account, token as NotificationToken, BENCH_MESSAGE);
    const body = call.body ?? '';
    return {
      path: versionPrefix('v25.0') + call.path,
      body,
      headers: {
        authorization: `Bearer ${sender.accessToken}`,
        accept: 'application/json',
        'content-type': call.contentType,
        'content-length': Buffer.byteLength(body),
      },
    };
  });
}

/** Sends all of them, so many at a time, over connections that stay open, and reads each answer to its end. */
async function sendAll(given: BareLoopInput): Promise<Measured> {
  const ready = prepare(given);
  const { hostname, port } = new URL(given.origin);
  const agent = new Agent({ keepAlive: true, maxSockets: given.concurrency });
  const post = ({ path, body, headers }: Ready): Promise<number> =>
    new Promise((resolve, reject) => {
      const sent = request({ hostname, port, path, method: 'POST', headers, agent }, (answer) => {
        let text = '';
        answer.setEncoding('utf8');
        answer.on('data', (chunk: string) => {
          text += chunk;
        });
        answer.on('end', () => resolve(text.includes('message_id') ? (answer.statusCode ?? 0) : 0));
      });
      sent.on('error', reject);
      sent.end(body);
    });
  let next = 0;
  let accepted = 0;
  const loop = async (): Promise<void> => {
    for (let one = ready[next++]; one !== undefined; one = ready[next++]) if ((await post(one)) === 200) accepted += 1;
  };
  const processorMs = startProcessorClock();
  const startedAt = performance.now();
  await Promise.all(Array.from({ length: given.concurrency }, loop));
  const tookMs = performance.now() - startedAt;
  const processor = processorMs();
  agent.destroy();
  if (accepted !== ready.length) throw new Error(`${accepted} of ${ready.length} bare requests were accepted.`);
  return { tookMs, figures: { processor } };
}

report(await sendAll(input() as BareLoopInput)); // given by the case that starts this script
