import { existsSync, readdirSync, realpathSync, statfsSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** What was looked at and what was found. */
export interface Finding {
  readonly check: string;
  /** `problem`: sending is not safe or will stop. `warning`: it works, and may not for long. */
  readonly level: 'ok' | 'warning' | 'problem';
  readonly sentence: string;
}

/** Free space below which a warning is due: 200 MB (RELIABILITY B-17). */
const LOW_SPACE_BYTES = 200_000_000;

/** Names in a path that belong to programs which copy folders elsewhere (RELIABILITY B-16). */
const SYNCED =
  /(^|[\\/])(OneDrive[^\\/]*|Dropbox|Google ?Drive|GoogleDrive|My Drive|iCloud ?Drive|Mobile Documents|com~apple~CloudDocs|Box|Box Sync|pCloud ?Drive|MEGA|MEGAsync|Nextcloud|ownCloud|Syncthing)([\\/]|$)/i;

/** Files of the workspace that nobody else may read. */
const PRIVATE = [
  'sundial.db',
  'sundial.db-wal',
  'sundial.db-shm',
  'owner.json',
  'identity.json',
  'secrets.json',
  'removals.ndjson',
];

/** Looks the folder over: rights, space, whether another program copies it. Reads only. */
export function checkFolder(folder: string): readonly Finding[] {
  return [checkRights(folder), checkSpace(folder), checkSynced(folder)];
}

function checkRights(folder: string): Finding {
  const check = 'rights';
  if (process.platform === 'win32') {
    return { check, level: 'ok', sentence: 'The data folder has the rights Windows gives your user.' };
  }
  const open = [
    ...((statSync(folder).mode & 0o077) === 0 ? [] : ['the folder itself']),
    ...PRIVATE.filter((name) => existsSync(join(folder, name)) && (statSync(join(folder, name)).mode & 0o077) !== 0),
    ...backupsReadableByOthers(folder),
  ];
  if (open.length === 0) return { check, level: 'ok', sentence: 'Only you can read the data folder.' };
  return {
    check,
    level: 'warning',
    sentence: `Others on this computer can read ${open.join(', ')}; take the rights away with chmod.`,
  };
}

function backupsReadableByOthers(folder: string): readonly string[] {
  const backups = join(folder, 'backups');
  if (!existsSync(backups)) return [];
  return readdirSync(backups)
    .filter((name) => (statSync(join(backups, name)).mode & 0o077) !== 0)
    .map((name) => `backups/${name}`);
}

function checkSpace(folder: string): Finding {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  const megabytes = Math.floor(free / 1_000_000);
  if (free >= LOW_SPACE_BYTES) {
    return { check: 'space', level: 'ok', sentence: `${megabytes} MB are free on the disk.` };
  }
  return {
    check: 'space',
    level: 'warning',
    sentence: `Only ${megabytes} MB are free on the disk; sending stops when it is full.`,
  };
}

function checkSynced(folder: string): Finding {
  const found = SYNCED.exec(folder) ?? SYNCED.exec(realpathSync(folder));
  if (found === null) {
    return {
      check: 'synced folder',
      level: 'ok',
      sentence: 'No program that copies folders elsewhere seems to hold it.',
    };
  }
  return {
    check: 'synced folder',
    level: 'warning',
    sentence: `The data folder lies in ${found[2] ?? 'a synced folder'}; such programs copy databases in mid-change. Move it elsewhere.`,
  };
}
