import type { WebPreferences } from 'electron';

/**
 * How every page of Sundial is shown (RELIABILITY S-01): in a sandbox, without Node, apart from the preload. Said in full although most
 * are Electron's own defaults, so that a change of those changes nothing here.
 */
export const WEB_PREFERENCES = {
  contextIsolation: true,
  sandbox: true,
  nodeIntegration: false,
  nodeIntegrationInWorker: false,
  nodeIntegrationInSubFrames: false,
  webSecurity: true,
  allowRunningInsecureContent: false,
  experimentalFeatures: false,
  webviewTag: false,
  navigateOnDragDrop: false,
  spellcheck: true,
} as const satisfies WebPreferences;
