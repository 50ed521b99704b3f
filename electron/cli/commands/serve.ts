import type { CommandAction, Invocation } from '#cli/command.ts';
import { numberOption } from '#cli/invocation-options.ts';
import { printRow, say } from '#cli/output.ts';
import { ownedPatiently } from '#cli/owned-patiently.ts';
import { openSecretsInHand, type SecretsInHand } from '#cli/secrets-in-hand.ts';
import { startEngine } from '#cli/start-engine.ts';
import { untilAborted } from '#cli/until-aborted.ts';
import { openWebhookDoor, readWebhookWish, type WebhookWish } from '#cli/webhook-door.ts';
import type { Engine } from '#engine/engine.ts';
import { hasDisplay, openBrowser } from '#host/open-browser.ts';
import { realFolder } from '#host/real-folder.ts';
import { loadScreenFiles } from '#host/screen-files.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { buildScreens } from '#web/build-screens.ts';
import { createUploads, type Uploads } from '#web/uploads.ts';
import { type BehindHost, startWebHost, type WebHost } from '#web/web-host.ts';
import { WEBHOOK_PATH } from '#web/webhook-route.ts';

/**
 * `serve` (DESIGN 10): the web host with the screens, and sending behind them. It owns the data folder and takes the commands of other
 * terminals meanwhile; SIGTERM and SIGINT end it in good order. Where a screen asks for it, after a restore, the engine is started
 * again behind the same address.
 */
export const serve: CommandAction = async (invocation) => {
  const port = numberOption(invocation, 'port', { from: 0, to: 65_535 }) ?? 0;
  const wish = await readWebhookWish(invocation);
  await buildScreens();
  const files = loadScreenFiles();
  const uploads = createUploads(realFolder(invocation.folder), openSystemRandom());
  const served: Served = { invocation, wish, uploads, inHand: openSecretsInHand(), webhookAddress: null };
  let life = await startLife(served);
  try {
    const host = await startWebHost({ ...life.behind, files, uploads, port });
    try {
      if (wish !== null) served.webhookAddress = `http://127.0.0.1:${host.port}${WEBHOOK_PATH}`;
      await showAddress(served, { host, life });
      while (await wantsAnother(invocation, life)) {
        await host.exchange(async () => {
          await life.behind.engine.stop('cancel');
          life = await startLife(served);
          return life.behind;
        });
        say(invocation, 'The engine was started again; the screens go on by themselves.');
        await tellNewWord(served, life);
      }
    } finally {
      await host.stop();
    }
  } finally {
    await life.behind.engine.stop('cancel');
  }
};

/** What outlives a restart of the engine. */
interface Served {
  readonly invocation: Invocation;
  /** `null` = webhooks are off. */
  readonly wish: WebhookWish | null;
  readonly uploads: Uploads;
  /** Page keys that are in no file are not asked for again. */
  readonly inHand: SecretsInHand;
  /** Known once the host listens. */
  webhookAddress: string | null;
}

/** One life of the engine, and the wish to end it and begin another. */
interface Life {
  readonly behind: BehindHost;
  /** The verify word that was drawn for webhooks; `null` = none was. */
  readonly newWord: string | null;
  /** Resolves when a person asks for a restart. */
  readonly restart: Promise<void>;
}

/** Sends until the life ends. @returns whether another one is to follow; else the person or the system wants all of it gone. */
async function wantsAnother(invocation: Invocation, { behind, restart }: Life): Promise<boolean> {
  const { signal } = invocation.io;
  await keepSending(invocation, behind.engine);
  await Promise.race([untilAborted(signal), restart]);
  return !signal.aborted;
}

/** Starts the engine, and opens the door for webhooks where they were asked for. */
async function startLife(served: Served): Promise<Life> {
  const { invocation, wish, uploads, inHand } = served;
  const { promise: restart, resolve } = Promise.withResolvers<void>();
  const engine = await ownedPatiently(invocation, () =>
    startEngine(invocation, {
      store: 'threads',
      handedFile: uploads.handedFile,
      webhookAddress: () => served.webhookAddress,
      restart: resolve,
      secrets: wish === null ? [] : [wish.appSecret],
      inHand,
      hearsPractice: true,
    }),
  );
  if (wish === null) return { behind: { engine }, newWord: null, restart };
  try {
    const { door, newWord } = await openWebhookDoor(engine.parts, wish);
    return { behind: { engine, webhooks: door }, newWord, restart };
  } catch (error) {
    await engine.stop('cancel');
    throw error;
  }
}

function webhookSentences({ url, newWord }: { readonly url: string; readonly newWord: string | null }): string {
  return `Webhooks are taken at ${url}, where your relay hands them on.\n${newWord === null ? '' : wordSentence(newWord)}\n`;
}

function wordSentence(newWord: string): string {
  return `The verify word for Meta is ${newWord}; Settings shows it again.\n`;
}

/** Tells the verify word of a life that is not the first: a restored data folder may hold none, and Meta has to be given the new one. */
async function tellNewWord({ invocation, webhookAddress }: Served, { newWord }: Life): Promise<void> {
  if (newWord === null) return;
  if (invocation.json) await printRow(invocation, { webhook: { url: webhookAddress, newWord } });
  else await invocation.io.write(wordSentence(newWord));
}

/** Prints the address and opens it; a press of Enter gives a new one, since each works once. */
async function showAddress(
  { invocation, webhookAddress }: Served,
  { host, life }: { readonly host: WebHost; readonly life: Life },
): Promise<void> {
  const { io, json } = invocation;
  const address = host.newAddress();
  const workspace = life.behind.engine.parts.folder;
  const webhook = webhookAddress === null ? null : { url: webhookAddress, newWord: life.newWord };
  if (json) {
    const about = { address, port: host.port, pid: process.pid, workspace };
    await printRow(invocation, webhook === null ? about : { ...about, webhook });
  } else {
    if (webhook !== null) await io.write(webhookSentences(webhook));
    await io.write(`Sundial is open at this address, which works once and on this computer only:\n\n  ${address}\n\n`);
    say(invocation, 'Press Enter for a new address. Ctrl-C ends Sundial; what waits is kept.');
  }
  const desktop = { platform: process.platform, env: io.env };
  if (invocation.options['open'] !== false && hasDisplay(desktop)) {
    const isOpened = await openBrowser(address, desktop.platform);
    if (!isOpened) say(invocation, 'No browser could be opened; open the address yourself.');
  }
  if (io.isTerminal.input) io.onEnter(() => void io.write(`\n  ${host.newAddress()}\n\n`), io.signal);
}

/** A data folder from which nothing may be sent is still shown, with the reason: there it can be looked at and restored. */
async function keepSending(invocation: Invocation, engine: Engine): Promise<void> {
  try {
    await engine.startSending();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    engine.services.tell({ kind: 'halted', message: error.message });
    say(invocation, `Nothing is sent: ${error.message}`);
  }
}
