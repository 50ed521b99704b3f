import { type AskGuards, DEFAULT_ASK_GUARDS } from '#shared/rules/opt-in-guard.ts';
import type { ReadableDb } from '../database.ts';
import { readSetting } from './settings.ts';

/** Where the choice stands; the text `off` switches the guard off. */
export const ONCE_PER_WINDOW_SETTING = 'ask.oncePerWindow';

/** What this workspace asks of itself beyond the platform, read in the transaction that decides. */
export function readAskGuards(db: ReadableDb, _args: null): AskGuards {
  const isOff = readSetting(db, { key: ONCE_PER_WINDOW_SETTING }) === 'off';
  return isOff ? { isOncePerWindow: false } : DEFAULT_ASK_GUARDS;
}

/** Questions about the guards. */
export const askGuardReads = { 'ask.guards': readAskGuards };
