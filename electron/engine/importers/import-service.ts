import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { Undone } from '#engine/store/operations/imports-undo.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, type ImportId, toPublicId } from '#shared/domain/ids.ts';
import type { Encoding } from '#shared/domain/list-file.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import type { DateOrder } from '#shared/time/written-date.ts';
import type { ChangeSet } from './change-set.ts';
import type { MapRequest } from './column-map.ts';
import { pageOffsets } from './page-offsets.ts';
import { type ImportProgress, startStaging } from './stage-client.ts';
import type { StagedImport } from './stage-order.ts';
import { stagingPath } from './staging-folder.ts';

/** A file to import. */
export interface FileImport {
  readonly path: string;
  /** The file as the person knows it; not given = its path. */
  readonly name?: string | undefined;
  readonly accountId: AccountId;
  readonly map: readonly MapRequest[];
  /** Only Windows-1252 has to be named; `null` = found by the file's first bytes, else UTF-8. */
  readonly encoding: Encoding | null;
  /** Whether the day or the month comes first in dates that do not tell; `null` or not given = only what a column proves. */
  readonly dateOrder?: DateOrder | null | undefined;
  /** Where all rejected rows go, as CSV; `null` = nowhere. Written with a dry run as well: it is what the user asked to see. */
  readonly rejectsPath: string | null;
  /** No rejects file is written when nothing is rejected. */
  readonly onlyWithRejects?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
}

/** What an import did, or in a dry run would do. */
export interface ImportResult extends ChangeSet {
  /** Its public id, e.g. `i3`; `null` = nothing was stored. */
  readonly import: string | null;
  /** Cards of ours that are answered by what was taken in. */
  readonly answered: number;
}

/** Who watches the applying; not given = whoever watched the reading. */
export type ApplyWatch = Pick<FileImport, 'signal' | 'onProgress'>;

/** A change set that waits for a yes: what the wizard shows. It holds a staging file until it is applied or discarded. */
export interface WaitingImport {
  readonly changeSet: ChangeSet;
  /**
   * Applies exactly this change set.
   *
   * @throws {DomainError} `importState` when people have changed since; then nothing is stored.
   */
  readonly apply: (watch?: ApplyWatch) => Promise<ImportResult>;
  /** Throws the staging file away. Safe to call twice, and after `apply`. */
  readonly discard: () => void;
}

/**
 * Reads a file and works out what it would change. The workspace is not touched.
 *
 * @throws {DomainError} `notFound` for the account; `fileRefused`, `invalidInput` for the file or the mapping.
 */
export async function prepareImport(parts: EngineParts, order: FileImport): Promise<WaitingImport> {
  const account = await requireAccount(parts, order.accountId);
  const at = parts.ports.clock.now();
  const path = stagingPath(parts.folder, parts.ports.random.hex(8));
  const { map, encoding, rejectsPath, name, onlyWithRejects } = order;
  const dates = { offsets: pageOffsets(parts.zones, account.pageZone), order: order.dateOrder ?? null };
  const staging = startStaging(
    {
      stagingPath: path,
      databasePath: join(parts.folder, 'sundial.db'),
      account,
      at,
      source: { kind: 'file', path: order.path, name, map, encoding, dates, rejectsPath, onlyWithRejects },
    },
    { zones: parts.zones, signal: order.signal, onProgress: order.onProgress },
  );
  const discard = (): void => rmSync(path, { force: true });
  try {
    const staged = await staging.staged;
    return {
      changeSet: staged.changeSet,
      apply: (watch = order) =>
        applyStaged(parts, { staged, path, account, at, fileName: name ?? basename(order.path), order: watch }),
      discard,
    };
  } catch (error) {
    await staging.stop();
    discard();
    throw error;
  } finally {
    await staging.stop();
  }
}

/** Applying is tried once more from the start when people changed while the file was read: the second reading sees them. */
const TRIES = 2;

/**
 * Imports a file in one go, or says what it would change (`dryRun`).
 *
 * @throws {DomainError} as {@link prepareImport}; an abort rejects with the signal's reason and leaves nothing behind.
 */
export async function importFile(
  parts: EngineParts,
  order: FileImport & { readonly dryRun: boolean },
): Promise<ImportResult> {
  for (let attempt = 1; ; attempt += 1) {
    const waiting = await prepareImport(parts, order);
    try {
      return order.dryRun ? { import: null, answered: 0, ...waiting.changeSet } : await waiting.apply(order);
    } catch (error) {
      if (attempt >= TRIES || !isStale(error)) throw error;
    } finally {
      waiting.discard();
    }
  }
}

/**
 * Takes an import back (DESIGN 7).
 *
 * @throws {DomainError} `notFound`, `importState`.
 */
export async function undoImport(
  parts: EngineParts,
  order: {
    readonly importId: ImportId;
    readonly signal?: AbortSignal | undefined;
    readonly onProgress?: ((done: number) => void) | undefined;
  },
): Promise<Undone> {
  return parts.store.write(
    'import.undo',
    { importId: order.importId, at: parts.ports.clock.now() },
    {
      ...(order.signal === undefined ? {} : { signal: order.signal }),
      ...(order.onProgress === undefined ? {} : { onProgress: order.onProgress }),
    },
  );
}

/** What {@link applyStaged} needs besides the staging file. */
export interface ApplyFacts {
  readonly staged: StagedImport;
  readonly path: string;
  readonly account: Account;
  readonly at: number;
  /** `null` for the platform's list. */
  readonly fileName: string | null;
  readonly order: Pick<FileImport, 'signal' | 'onProgress'>;
}

/** Applies a finished staging file in one transaction of the writer. Shared by files and the platform's list. */
export async function applyStaged(parts: EngineParts, facts: ApplyFacts): Promise<ImportResult> {
  const { staged, path, account, at, fileName, order } = facts;
  const { changeSet } = staged;
  const { rows, new: made, changed, unchanged, flagged, rejected } = changeSet;
  const applied = await parts.store.write(
    'import.apply',
    {
      stagingPath: path,
      accountId: account.id,
      source: staged.source,
      fileName,
      sha256: staged.sha256,
      mappingJson: changeSet.mapping.length === 0 ? null : JSON.stringify(changeSet.mapping),
      counts: { rows, new: made, changed, unchanged, flagged, rejected },
      at,
      factsAt: staged.factsAt,
    },
    {
      onProgress: (done) => order.onProgress?.({ phase: 'applying', rows: done, bytes: 0, totalBytes: 0 }),
      ...(order.signal === undefined ? {} : { signal: order.signal }),
    },
  );
  const rules = rulePackOf(account, parts.rulePacks);
  const now = parts.ports.clock.now();
  const answered = await parts.store.write('ask.linkAnswers', { accountId: account.id, at: now, rules });
  return {
    import: toPublicId('import', applied.importId),
    answered,
    ...changeSet,
    planned: { ...changeSet.planned, takenBack: applied.takenBack },
  };
}

/** Whether people changed between staging and applying. */
export function isStale(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'importState';
}

/** @throws {DomainError} `notFound`. */
export async function requireAccount(parts: EngineParts, accountId: AccountId): Promise<Account> {
  const account = await parts.store.read('account.read', { id: accountId });
  if (account !== null) return account;
  const name = toPublicId('account', accountId);
  throw refuse('accountUnknown', { account: name }, { where: name, terminal: ' in this workspace.' });
}
