import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { isLoopbackOrigin } from '#engine/graph/api-base.ts';
import { checkFolder } from '#engine/upkeep/folder-checks.ts';
import { logTail } from '#engine/upkeep/log-tail.ts';
import type { Account } from '#shared/domain/account.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { toIso } from '#shared/time/instant.ts';
import { API_BASE } from './accounts.ts';
import { settingsOf } from './settings.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/**
 * One text that a person can hand to somebody who helps: versions, settings, figures, states of accounts, the last lines of the log. No
 * secret, and no name, id or token of anybody (issue 3, Settings): everything in it is picked, nothing is copied whole.
 */
export const writeDiagnostics = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context) => {
    const at = toIso(context.parts.ports.clock.now());
    const facts = {
      writtenAt: at,
      versions: await versionsOf(context),
      settings: await chosenSettings(context),
      figures: await figuresOf(context.parts),
      accounts: await accountsOf(context.parts),
      folder: checkFolder(context.parts.folder).map(({ check, level }) => ({ check, level })),
      log: logTail(context.parts.folder),
    };
    return {
      fileName: `sundial-diagnostics-${at.slice(0, 10)}.json`,
      text: `${JSON.stringify(facts, null, 2)}\n`,
    };
  },
});

async function versionsOf({ parts, services }: UseCaseContext): Promise<Readonly<Record<string, unknown>>> {
  const { sqliteVersion, schemaVersion } = await parts.store.read('upkeep.databaseFacts', null, { lane: 'bulk' });
  return {
    sundial: services.version,
    zones: parts.zones.release,
    rulePacks: [...parts.rulePacks.keys()],
    sqlite: sqliteVersion,
    schema: schemaVersion,
    system: process.platform,
    architecture: process.arch,
    node: process.versions.node,
    electron: process.versions['electron'] ?? null,
    machineZone: services.machineZone(),
  };
}

/** Saved filters are counted only: people's names stand in them. */
async function chosenSettings(context: UseCaseContext): Promise<Readonly<Record<string, unknown>>> {
  const { savedFilters, ...others } = await settingsOf(context);
  return { ...others, savedFilters: savedFilters.length };
}

async function figuresOf({ store }: EngineParts): Promise<Readonly<Record<string, unknown>>> {
  const facts = await store.read('upkeep.databaseFacts', null, { lane: 'bulk' });
  const counts = await store.read('data.counts', null, { lane: 'bulk' });
  const { people, tokens, messages, databaseBytes, freeBytes, armed, disarmedBecause, checkWanted } = facts;
  return {
    people,
    permissions: tokens,
    messages,
    databaseBytes,
    freeBytes,
    armed,
    disarmedBecause,
    checkWanted,
    lastBackupAt: toIso(facts.lastBackupAt),
    lastCheckAt: toIso(facts.lastCheckAt),
    ...counts,
  };
}

async function accountsOf({ store, ports }: EngineParts): Promise<readonly unknown[]> {
  const accounts = await store.read('account.list', null);
  return Promise.all(
    accounts.map(async (account) => ({
      account: toPublicId('account', account.id),
      platform: account.platform,
      isPractice: account.isPractice,
      api: addressOf(account),
      apiVersion: account.apiVersion,
      rulePack: account.rulePack,
      pacePerSecond: account.pacePerSecond,
      zone: account.pageZone,
      keyPlace: await ports.vault.placeOf(account.id),
      state: account.state,
      stopReason: account.stopReason,
      stoppedSince: toIso(account.stoppedSince),
      stoppedUntil: toIso(account.stoppedUntil),
    })),
  );
}

/** An address of one's own could name a person or a company; only its sort is told. */
function addressOf({ apiBase }: Account): 'Meta' | 'this computer' | 'another' {
  if (apiBase === API_BASE) return 'Meta';
  return apiBase === null || isLoopbackOrigin(apiBase) ? 'this computer' : 'another';
}
