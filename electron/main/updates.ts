import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { app, dialog } from 'electron';
import type { AppUpdater } from 'electron-updater';
import type { Say } from './desktop-words.ts';
import { monotonicMs, systemPause } from './system-pause.ts';
import { decideUpdateFeed, decideUpdateStep, type UpdateFeed } from './update-decision.ts';

/** How often a feed is asked, in ms; a machine that sleeps asks later (Sundial's choice). */
const ASK_EVERY_MS = 24 * 60 * 60_000;
/** How often it is looked whether a send is over that an update waits for, in ms. */
const LOOK_EVERY_MS = 60_000;

/** What the updates need to know and say. */
export interface UpdateParts {
  readonly say: () => Say;
  readonly isSending: () => boolean;
  /** Ends the app in good order, so that the update can be installed. */
  readonly stop: () => Promise<void>;
  readonly signal: AbortSignal;
}

/** Whether this build looks for updates; see {@link decideUpdateFeed}. */
export function updateFeed(): UpdateFeed {
  const path = join(process.resourcesPath ?? '', 'app-update.yml');
  const feed = app.isPackaged && existsSync(path) ? readFileSync(path, 'utf8') : null;
  return decideUpdateFeed(feed, { isPacked: app.isPackaged, platform: process.platform });
}

/**
 * Looks for updates once a day where a feed is set. Nothing is fetched, and nothing installed, without being asked; nobody is asked
 * during a send; an older version is never taken (RELIABILITY S-18).
 */
export async function followUpdates(parts: UpdateParts): Promise<void> {
  if (updateFeed().kind === 'off') return;
  const { autoUpdater } = (await import('electron-updater')).default;
  autoUpdater.autoDownload = false;
  autoUpdater.autoInstallOnAppQuit = false;
  autoUpdater.allowDowngrade = false;
  while (!parts.signal.aborted) {
    try {
      if (await takeUpdate(autoUpdater, parts)) return;
    } catch {
      // No network, or a feed that cannot be trusted: this version goes on, and asks again tomorrow.
    }
    await longPause(ASK_EVERY_MS, parts.signal);
  }
}

/** Asks the feed once; whether the app ends for an update. */
async function takeUpdate(updater: AppUpdater, parts: UpdateParts): Promise<boolean> {
  const found = await updater.checkForUpdates();
  if (found?.isUpdateAvailable !== true) return false;
  const { version } = found.updateInfo;
  if (!(await asks('available', version, parts))) return false;
  await updater.downloadUpdate();
  if (!(await asks('fetched', version, parts))) return false;
  await parts.stop();
  updater.quitAndInstall();
  return true;
}

/** Waits for a moment in which nothing is sent, then asks. */
async function asks(found: 'available' | 'fetched', version: string, parts: UpdateParts): Promise<boolean> {
  while (decideUpdateStep(found, parts.isSending()) === 'wait') {
    await systemPause(LOOK_EVERY_MS, parts.signal);
    if (parts.signal.aborted) return false;
  }
  const say = parts.say();
  const { response } = await dialog.showMessageBox({
    type: 'question',
    message: say(found === 'available' ? 'update.available' : 'update.fetched', { version }),
    buttons: [say(found === 'available' ? 'update.fetch' : 'update.install'), say('update.later')],
    defaultId: 0,
    cancelId: 1,
  });
  return response === 0 && !parts.signal.aborted && !parts.isSending();
}

async function longPause(durationMs: number, signal: AbortSignal): Promise<void> {
  const until = monotonicMs() + durationMs;
  while (!signal.aborted && monotonicMs() < until) await systemPause(LOOK_EVERY_MS, signal);
}
