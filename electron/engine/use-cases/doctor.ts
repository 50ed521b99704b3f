import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { listBackups } from '#engine/upkeep/backup.ts';
import { checkFolder, type Finding } from '#engine/upkeep/folder-checks.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { DAY } from '#shared/time/duration.ts';
import { type EpochMs, toIso } from '#shared/time/instant.ts';
import { documentUseCase } from './use-case.ts';

/** Age at which a zone table is worth replacing: countries announce changes some weeks ahead (RELIABILITY B-12; Sundial's choice). */
const OLD_ZONES_MS = 400 * DAY;

/** The newest SQLite fault Sundial must not run with is fixed in this version (RELIABILITY B-20). */
const SQLITE_AT_LEAST = [3, 51, 3] as const;

/**
 * Looks the data folder and this computer over; changes nothing but the note that a check passed. `ok` = nothing stands in the way of
 * sending: no problem was found, and no comparison with the platform is outstanding.
 */
export const doctor = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, { parts, onProgress }) => {
    const checks: ((parts: EngineParts) => Promise<Finding> | readonly Finding[])[] = [
      checkFile,
      checkReferences,
      checkCounts,
      checkConsent,
      checkEngine,
      checkArmed,
      checkBackup,
      ({ folder }) => checkFolder(folder),
      checkZones,
      checkClock,
    ];
    const findings: Finding[] = [];
    for (const [index, check] of checks.entries()) {
      findings.push(...[await check(parts)].flat());
      onProgress({ what: 'checks', done: index + 1, total: checks.length });
    }
    const { armed } = await parts.store.read('upkeep.databaseFacts', null);
    return { ok: armed && findings.every(({ level }) => level !== 'problem'), findings };
  },
});

async function checkFile({ store, ports }: EngineParts): Promise<Finding> {
  const faults = await store.read('upkeep.quickCheck', null, { lane: 'bulk' });
  if (faults.length > 0) {
    return {
      check: 'database',
      level: 'problem',
      sentence: `The database is damaged (${faults[0] ?? ''}); restore the last backup.`,
    };
  }
  await store.write('upkeep.noteChecked', { at: ports.clock.now() });
  return { check: 'database', level: 'ok', sentence: 'The database file is sound.' };
}

async function checkReferences({ store }: EngineParts): Promise<Finding> {
  const dangling = await store.read('upkeep.danglingRows', null, { lane: 'bulk' });
  if (dangling.length === 0) {
    return { check: 'references', level: 'ok', sentence: 'Every row fits the rows it belongs to.' };
  }
  return {
    check: 'references',
    level: 'problem',
    sentence: `Rows belong to rows that are not there: ${dangling.join(', ')}.`,
  };
}

async function checkCounts({ store }: EngineParts): Promise<Finding> {
  const [first, ...others] = await store.read('upkeep.countDifferences', null, { lane: 'bulk' });
  if (first === undefined) {
    return { check: 'counts', level: 'ok', sentence: 'The numbers shown for campaigns equal their messages.' };
  }
  const more = others.length === 0 ? '' : ` and ${others.length} more`;
  return {
    check: 'counts',
    level: 'problem',
    sentence: `Campaign ${toPublicId('campaign', first.campaignId)} shows ${first.counted} ${first.state}, its messages are ${first.rows}${more}.`,
  };
}

async function checkConsent({ store }: EngineParts): Promise<Finding> {
  const broken = await store.read('consent.verify', { recipientId: null }, { lane: 'bulk' });
  if (broken.length === 0) return { check: 'consent', level: 'ok', sentence: 'The record of permissions is unbroken.' };
  return {
    check: 'consent',
    level: 'problem',
    sentence: `The record of permissions of ${broken.length} people was changed from outside.`,
  };
}

async function checkEngine({ store }: EngineParts): Promise<Finding> {
  const { sqliteVersion } = await store.read('upkeep.databaseFacts', null);
  const version = sqliteVersion.split('.').map(Number);
  const different = SQLITE_AT_LEAST.findIndex((part, index) => (version[index] ?? 0) !== part);
  const isOld = different >= 0 && (version[different] ?? 0) < (SQLITE_AT_LEAST[different] ?? 0);
  if (!isOld) return { check: 'SQLite', level: 'ok', sentence: `SQLite ${sqliteVersion}.` };
  return {
    check: 'SQLite',
    level: 'problem',
    sentence: `SQLite ${sqliteVersion} has a known fault; ${SQLITE_AT_LEAST.join('.')} is needed.`,
  };
}

/** After a restore or a copy nothing leaves before every account was compared, so what holds that up is named (DESIGN 6.8). */
async function checkArmed({ store }: EngineParts): Promise<Finding> {
  const { armed, disarmedBecause } = await store.read('upkeep.databaseFacts', null);
  if (armed) return { check: 'sending', level: 'ok', sentence: 'Sending is allowed.' };
  const why = disarmedBecause === 'restored' ? 'a backup was restored' : 'the data folder was copied from elsewhere';
  return {
    check: 'sending',
    level: 'warning',
    sentence: `Sending waits, since ${why}: the next "run" compares every account with Meta first.${await whatHolds(store)}`,
  };
}

async function whatHolds(store: EngineParts['store']): Promise<string> {
  const stopped = (await store.read('account.list', null)).filter(({ state }) => state !== 'active');
  const names = stopped.map(({ id, name }) => `${toPublicId('account', id)} (${name})`).join(', ');
  return stopped.length === 0 ? '' : ` It cannot while these do not send: ${names}; "account list" says why.`;
}

/** A restored database knows of no backup after the one it came from, so the files that are there are counted. */
async function checkBackup({ store, ports, folder }: EngineParts): Promise<Finding> {
  const { lastBackupAt, messages } = await store.read('upkeep.databaseFacts', null);
  const files = listBackups(folder).length;
  const there = files === 1 ? 'one file is' : `${files} files are`;
  if (lastBackupAt === null && files > 0) {
    const sentence = `This data has written no backup yet, but ${there} there from before; "backup" writes a new one.`;
    return { check: 'backup', level: messages === 0 ? 'ok' : 'warning', sentence };
  }
  if (lastBackupAt === null) {
    return {
      check: 'backup',
      level: messages === 0 ? 'ok' : 'warning',
      sentence: 'There is no backup yet; "backup" writes one.',
    };
  }
  const isOld = ports.clock.now() - lastBackupAt > 7 * DAY;
  return {
    check: 'backup',
    level: isOld ? 'warning' : 'ok',
    sentence: `The last backup is of ${toIso(lastBackupAt).slice(0, 10)}${files === 0 ? '' : `; ${there} in the data folder`}.`,
  };
}

function checkZones({ zones, ports }: EngineParts): readonly Finding[] {
  const year = Number(zones.release.slice(0, 4));
  const isOld = ports.clock.now() - Date.UTC(year, 0, 1) > OLD_ZONES_MS + 365 * DAY;
  const sentence = `Time zones are those of IANA ${zones.release}${isOld ? '; a newer Sundial may know later changes' : ''}.`;
  return [{ check: 'time zones', level: isOld ? 'warning' : 'ok', sentence }];
}

/** The clock can only be compared with what this folder has seen; the platform's own clock is compared at each answer (DESIGN 5). */
async function checkClock({ store, ports }: EngineParts): Promise<Finding> {
  const now = ports.clock.now();
  const { lastBackupAt, lastCheckAt } = await store.read('upkeep.databaseFacts', null);
  const seen = Math.max(lastBackupAt ?? 0, lastCheckAt ?? 0) as EpochMs; // both are instants, 0 stands for none
  if (now >= seen) {
    return { check: 'clock', level: 'ok', sentence: `This computer's clock shows ${toIso(now).slice(0, 16)} UTC.` };
  }
  return {
    check: 'clock',
    level: 'problem',
    sentence: `This computer's clock went back behind ${toIso(seen).slice(0, 16)} UTC.`,
  };
}
