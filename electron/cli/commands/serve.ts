import type { CommandAction, Invocation } from '#cli/command.ts';
import { numberOption } from '#cli/invocation-options.ts';
import { printRow, say } from '#cli/output.ts';
import { ownedPatiently } from '#cli/owned-patiently.ts';
import { startEngine } from '#cli/start-engine.ts';
import { untilAborted } from '#cli/until-aborted.ts';
import { type OpenedDoor, openWebhookDoor, readWebhookWish } from '#cli/webhook-door.ts';
import type { Engine } from '#engine/engine.ts';
import { hasDisplay, openBrowser } from '#host/open-browser.ts';
import { realFolder } from '#host/real-folder.ts';
import { loadScreenFiles } from '#host/screen-files.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { buildScreens } from '#web/build-screens.ts';
import { createUploads } from '#web/uploads.ts';
import { startWebHost, type WebHost } from '#web/web-host.ts';
import { WEBHOOK_PATH } from '#web/webhook-route.ts';

/**
 * `serve` (DESIGN 10): the web host with the screens, and sending behind them. It owns the data folder and takes the commands of other
 * terminals meanwhile; SIGTERM and SIGINT end it in good order.
 */
export const serve: CommandAction = async (invocation) => {
  const port = numberOption(invocation, 'port', { from: 0, to: 65_535 }) ?? 0;
  const wish = await readWebhookWish(invocation);
  await buildScreens();
  const files = loadScreenFiles();
  const uploads = createUploads(realFolder(invocation.folder), openSystemRandom());
  const { handedFile } = uploads;
  const secrets = wish === null ? [] : [wish.appSecret];
  let address: string | null = null;
  const webhookAddress = (): string | null => address;
  const asked = { store: 'threads', handedFile, webhookAddress, secrets, hearsPractice: true } as const;
  const engine = await ownedPatiently(invocation, () => startEngine(invocation, asked));
  try {
    const door = wish === null ? null : await openWebhookDoor(engine.parts, wish);
    const host = await startWebHost({ engine, files, uploads, port, webhooks: door?.door });
    if (door !== null) address = `http://127.0.0.1:${host.port}${WEBHOOK_PATH}`;
    try {
      await showAddress(invocation, { host, workspace: engine.parts.folder, door });
      await keepSending(invocation, engine);
      await untilAborted(invocation.io.signal);
    } finally {
      await host.stop();
    }
  } finally {
    await engine.stop('cancel');
  }
};

interface Shown {
  readonly host: WebHost;
  readonly workspace: string;
  readonly door: OpenedDoor | null;
}

function webhookSentences({ url, newWord }: { readonly url: string; readonly newWord: string | null }): string {
  const word = newWord === null ? '' : `The verify word for Meta is ${newWord}; Settings shows it again.\n`;
  return `Webhooks are taken at ${url}, where your relay hands them on.\n${word}\n`;
}

/** Prints the address and opens it; a press of Enter gives a new one, since each works once. */
async function showAddress(invocation: Invocation, { host, workspace, door }: Shown): Promise<void> {
  const { io, json } = invocation;
  const address = host.newAddress();
  const webhook = door === null ? null : { url: `http://127.0.0.1:${host.port}${WEBHOOK_PATH}`, newWord: door.newWord };
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
