import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { PracticeAccount } from '#practice/calls/control-views.ts';
import { createFaultPlan, type FaultPlan } from '#practice/faults/fault-plan.ts';
import { readFaults } from '#practice/faults/read-faults.ts';
import type { PracticeEvent } from '#practice/platform.ts';
import { createPractice, type Practice } from '#practice/practice.ts';
import type { PracticeOptions } from '#practice/practice-options.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { SECOND } from '#shared/time/duration.ts';
import { createGroupCommit } from './group-commit.ts';
import { createHttpServer } from './http-server.ts';
import { type LedgerFile, openLedgerFile } from './ledger-file.ts';
import type { PracticeRuntime } from './practice-runtime.ts';
import { createWebhookQueue } from './webhook-queue.ts';

/** What the practice server is started with; left out: any free port, a file of its own that goes with it, no faults. */
export type StartOptions = Omit<PracticeOptions, 'file' | 'now' | 'onEvent'> & {
  /** TCP port on 127.0.0.1; 0 = any free one. */
  readonly port?: number;
  /** Database; without one the world lives in a temporary file that is removed at the end. */
  readonly file?: string;
  /** Path of a faults file. */
  readonly faults?: string;
  /** Path of the NDJSON ledger to append to. */
  readonly ledger?: string;
  /** Where webhook events are posted. */
  readonly webhooks?: string;
  /** What they are signed with; default: the secret of the world's app. */
  readonly webhookSecret?: string;
};

/** A practice server that listens. */
export type RunningPractice = {
  readonly url: string;
  /** One per Page; the first is what `practice` prints. */
  readonly accounts: readonly PracticeAccount[];
  /** How many calls each entry of the faults file has struck. */
  faultsStruck(): readonly number[];
  /** Answers what has arrived, closes everything, removes a temporary file. Safe to call twice. */
  stop(): Promise<void>;
};

/**
 * Starts the practice platform as an HTTP server on 127.0.0.1.
 *
 * @throws {DomainError} `invalidInput` or `fileRefused` for options, faults files and databases that cannot be used, and
 * for a port that is taken.
 */
export async function startPractice(options: StartOptions, runtime: PracticeRuntime): Promise<RunningPractice> {
  const faults = createFaultPlan(options.faults === undefined ? [] : readFaultsFile(options.faults));
  const webhooks = options.webhooks === undefined ? null : webhookUrl(options.webhooks);
  const ends: (() => void)[] = [];
  const release = (): void => {
    for (const end of ends.splice(0).toReversed()) end();
  };
  try {
    let emit: (event: PracticeEvent) => void = () => {};
    const file = options.file ?? temporaryFile(ends);
    const practice = createPractice({ ...options, file, now: () => runtime.now(), onEvent: (event) => emit(event) });
    ends.push(() => practice.close());
    const ledger = options.ledger === undefined ? null : openLedger(options.ledger, practice, ends);
    if (webhooks !== null) {
      const target = { url: webhooks, secret: options.webhookSecret ?? practice.app.appSecret };
      emit = postEvents(target, practice, runtime, ends);
    }
    return await serve({ practice, ledger, faults, runtime, port: options.port ?? 0 }, release);
  } catch (error) {
    release();
    throw error;
  }
}

type Served = {
  readonly practice: Practice;
  readonly ledger: LedgerFile | null;
  readonly faults: FaultPlan;
  readonly runtime: PracticeRuntime;
  readonly port: number;
};

async function serve(served: Served, release: () => void): Promise<RunningPractice> {
  const { practice, ledger, faults, runtime } = served;
  const group = createGroupCommit(
    practice,
    runtime,
    (accepted) => ledger?.append(accepted),
    (error) => process.stderr.write(`The practice platform broke: ${String(error)}\n`),
  );
  const server = createHttpServer({ practice, group, faults, runtime });
  await listen(server, served.port);
  const address = server.address();
  const url = `http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : served.port}`;
  const stop = async (): Promise<void> => {
    group.close();
    await close(server);
    release();
  };
  let stopped: Promise<void> | null = null;
  return {
    url,
    accounts: practice.accounts(url),
    faultsStruck: () => faults.struck(),
    stop: () => (stopped ??= stop()),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => {
      const taken = error.code === 'EADDRINUSE' || error.code === 'EACCES';
      reject(
        taken
          ? new DomainError(
              'invalidInput',
              `Port ${port} cannot be used (${error.code}); name another or 0 for any.`,
              'port',
            )
          : error,
      );
    });
    server.listen(port, '127.0.0.1', resolve);
  });
}

function close(server: Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeIdleConnections();
    server.closeAllConnections();
  });
}

/** Posts webhook events, and lets simulated people act although nobody calls, so that their events go out in time. */
function postEvents(
  { url, secret }: { readonly url: URL; readonly secret: string },
  practice: Practice,
  runtime: PracticeRuntime,
  ends: (() => void)[],
): (event: PracticeEvent) => void {
  const queue = createWebhookQueue(url, secret, runtime);
  let cancel = (): void => {};
  const again = (): void => {
    practice.perform([]);
    cancel = runtime.after(SECOND, again);
  };
  cancel = runtime.after(SECOND, again);
  ends.push(() => {
    cancel();
    queue.close();
  });
  return (event) => queue.add(event);
}

function openLedger(file: string, practice: Practice, ends: (() => void)[]): LedgerFile {
  try {
    const ledger = openLedgerFile(file, (id) => practice.ledger(id));
    ends.push(() => ledger.close());
    return ledger;
  } catch (error) {
    throw new DomainError('fileRefused', `The ledger file ${file} cannot be written.`, file, error);
  }
}

function temporaryFile(ends: (() => void)[]): string {
  const folder = mkdtempSync(join(tmpdir(), 'sundial-practice-'));
  ends.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'practice.sqlite');
}

function readFaultsFile(file: string): ReturnType<typeof readFaults> {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    throw new DomainError('fileRefused', `The faults file ${file} cannot be read.`, file, error);
  }
  return readFaults(text, file);
}

function webhookUrl(text: string): URL {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && (url.protocol === 'http:' || url.protocol === 'https:')) return url;
  throw new DomainError('invalidInput', `--webhooks is "${text}"; an http or https address is needed.`, 'webhooks');
}
