import type { EngineParts } from '#engine/engine-parts.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import type { HostPorts } from '#engine/ports.ts';
import type { RehearsalRequest } from '#engine/rehearsal/rehearsal-request.ts';
import type { RehearsalStage } from '#engine/rehearsal/rehearsal-stage.ts';
import { wakingAt } from '#engine/rehearsal/sleeping-hours.ts';
import { createVirtualClock, type VirtualClock } from '#engine/rehearsal/virtual-clock.ts';
import { openReader } from '#engine/store/connection.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import { readAccount } from '#engine/store/operations/accounts.ts';
import { needCampaign } from '#engine/store/operations/campaigns-rows.ts';
import { openRehearsalCopy } from '#engine/store/operations/rehearsal-copy.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import type { RulePack } from '#shared/rules/rule-pack.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { NO_PICTURES } from './no-pictures.ts';
import { type OpenRehearsalPlatform, openRehearsalPlatform } from './rehearsal-platform.ts';
import { createSeededRandom } from './rehearsal-random.ts';

/** What ships with the app and how this thread waits. */
export interface RehearsalSetting {
  readonly zones: ZoneTable;
  readonly rulePacks: ReadonlyMap<string, RulePack>;
  /** Resolves when everything that waits for no time has run. */
  readonly settle: () => Promise<void>;
}

/** A stage with what ends it. */
export interface OpenRehearsalStage extends RehearsalStage {
  /** Closes the copy and the practice platform. */
  close(): Promise<void>;
}

/**
 * Sets a rehearsal up: the copy on an inline store, a virtual clock, and a practice platform with its rules, all in this thread.
 *
 * @throws {DomainError} `notFound` for the campaign, `invalidInput` for a rule pack that is not there.
 */
export function openRehearsalStage(request: RehearsalRequest, setting: RehearsalSetting): OpenRehearsalStage {
  const { zones, rulePacks, settle } = setting;
  const account = accountOf(request);
  const rules = packNamed(rulePacks, request.rulePackName ?? account.rulePack);
  const clock = createVirtualClock({
    from: request.from,
    settle,
    asleepUntil: (at) => wakingAt(zones, request.asleep, at),
  });
  const platform = openRehearsalPlatform({ account, rules, zones, now: () => clock.now() });
  const db = openRehearsalCopy(request.databasePath, {
    accountId: account.id,
    pageId: platform.pageId,
    igId: platform.igId,
    rulePackName: rules.name,
    at: request.from,
  });
  const store = openInlineStore(db);
  const graph = createGraphClient({ http: platform.http, endpoints: { endpointOf: async () => platform.endpoint } });
  const parts: EngineParts = { store, ports: portsOf(clock, platform, account), graph, zones, rulePacks, folder: '' };
  return {
    parts,
    clock,
    db,
    platform,
    close: async () => {
      await platform.http.close();
      await store.close();
    },
  };
}

/** The account a rehearsed campaign belongs to, read from the copy before anything in it changes. */
function accountOf({ databasePath, campaignId }: RehearsalRequest): Account {
  const db = openReader(databasePath);
  try {
    const account = readAccount(db, { id: needCampaign(db, campaignId).accountId });
    if (account === null) throw new BugError('A campaign without its account.');
    return account;
  } finally {
    db.close();
  }
}

function packNamed(rulePacks: ReadonlyMap<string, RulePack>, name: string): RulePack {
  const pack = rulePacks.get(name);
  if (pack !== undefined) return pack;
  const allowed = [...rulePacks.keys()].toSorted().join(', ');
  throw new DomainError('invalidInput', `There is no rule pack "${name}"; there are ${allowed}.`, 'rule pack');
}

/** The host's side of a rehearsal: nothing is told, kept or logged, and chance is the same each time. */
function portsOf(clock: VirtualClock, platform: OpenRehearsalPlatform, account: Account): HostPorts {
  const silent = (): void => undefined;
  return {
    clock,
    random: createSeededRandom(account.id),
    http: platform.http,
    pictures: NO_PICTURES,
    vault: {
      describe: async () => ({ place: 'memory', asksForFile: false }),
      placeOf: async () => 'memory',
      get: async () => platform.endpoint.accessToken,
      put: async () => undefined,
      remove: async () => undefined,
    },
    notifier: { notify: silent },
    logger: { info: silent, warn: silent, error: silent },
  };
}
