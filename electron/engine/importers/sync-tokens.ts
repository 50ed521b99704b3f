import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { AnswerFacts, ListedToken, ReadAnswer, TokenPage } from '#engine/graph/graph-api.ts';
import { platformCodeOf } from '#engine/graph/platform-code.ts';
import type { Account } from '#shared/domain/account.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import type { AccountId, NotificationToken } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { ruleMs } from '#shared/rules/rule-pack.ts';
import { rulePackOf } from '#shared/rules/rule-pack-of.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { applyStaged, type FileImport, type ImportResult, isStale, requireAccount } from './import-service.ts';
import { readFrequencies } from './read-frequencies.ts';
import { type Staging, startStaging } from './stage-client.ts';
import type { Drift } from './staging-compare.ts';
import { stagingPath } from './staging-folder.ts';
import type { Moved } from './staging-moved.ts';

/** What a sync did: the counts of an import, and what the list showed beside them. */
export interface SyncResult extends ImportResult {
  /** Pages read. */
  readonly pages: number;
  /** Whether every row of the list was readable; only then can a token be missing in it. */
  readonly isComplete: boolean;
  /** Tokens that were missing and still stand: read once and found, or not read this time. */
  readonly missingKept: number;
  /** Tokens that the platform does not know any more. */
  readonly gone: number;
  readonly drift: Drift;
  readonly moved: Moved;
  /** Old tokens of unknown frequency that were read one by one. */
  readonly frequencyReads: number;
}

/** Order of a sync. */
export type SyncOrder = Pick<FileImport, 'signal' | 'onProgress'> & {
  readonly accountId: AccountId;
  /** Waits for a turn in the account's budget of calls (DESIGN 6.7); not given = nothing is being sent here. */
  readonly turn?: () => Promise<void>;
  /** Nobody asked for it: a list that changes nothing leaves no import behind. */
  readonly isRoutine?: boolean;
};

/** Rows asked for per page: the classic maximum (META-API 3.1). */
const PAGE_ROWS = 100;
/** Most missing tokens read one by one in one sync; the rest waits for the next. Reads draw on the account's calls (DESIGN 6.7). */
const MISSING_READS = 500;
/** Waits before a call that got no answer is made again; reads change nothing, so that is safe (META-API 4.3, class T). */
const WAITS_MS = [SECOND, 5 * SECOND, 15 * SECOND] as const;
/** Longest wait for calls to be taken again; beyond it the sync gives up and says so. */
const MAX_WAIT_MS = 5 * MINUTE;

/**
 * Reads the platform's whole token list and applies it like an import. A token missing from a complete walk is read once and, if the
 * platform says it is gone, becomes invalid (DESIGN 4, Stops).
 *
 * @throws {DomainError} `notFound`; `accountStopped`, `platformRefused`, `platformUnreachable` with the platform's code. Nothing is
 *   stored then.
 */
export async function syncTokens(parts: EngineParts, order: SyncOrder): Promise<SyncResult> {
  const account = await requireAccount(parts, order.accountId);
  try {
    return await syncOnce(parts, account, order);
  } catch (error) {
    if (!isStale(error)) throw error;
    return syncOnce(parts, account, order);
  }
}

async function syncOnce(parts: EngineParts, account: Account, order: SyncOrder): Promise<SyncResult> {
  const at = parts.ports.clock.now();
  const path = stagingPath(parts.folder, parts.ports.random.hex(8));
  const pack = rulePackOf(account, parts.rulePacks);
  const staging = startStaging(
    {
      stagingPath: path,
      databasePath: join(parts.folder, 'sundial.db'),
      account,
      at,
      source: { kind: 'list', coolDownMs: ruleMs(pack, 'coolDown'), missingLimit: MISSING_READS },
    },
    { zones: parts.zones, signal: order.signal, onProgress: order.onProgress },
  );
  try {
    const walk = await walkList(parts, account, { staging, order });
    const missing = await staging.walked(walk.isComplete);
    const reads = await readMissing(parts, account, { tokens: missing, order });
    staging.read(reads.found, reads.gone);
    const staged = await staging.staged;
    if (staged.drift === null || staged.moved === null) throw new BugError('A staged list has no drift facts.');
    await staging.stop();
    const isIdle = staged.changeSet.new + staged.changeSet.changed + reads.gone.length === 0;
    const result =
      order.isRoutine === true && isIdle
        ? await noteIdle(parts, account.id, { ...staged.changeSet, import: null, answered: 0 })
        : await applyStaged(parts, { staged, path, account, at, fileName: null, order });
    const frequencyReads = await readFrequencies(parts, account, order.signal ?? null);
    const { drift, moved } = staged;
    const gone = reads.gone.length;
    return { ...result, ...walk, frequencyReads, gone, missingKept: missing.length - gone, drift, moved };
  } finally {
    await staging.stop();
    rmSync(path, { force: true });
  }
}

async function noteIdle(parts: EngineParts, id: AccountId, result: ImportResult): Promise<ImportResult> {
  await parts.store.write('account.noteSync', { id, at: parts.ports.clock.now() });
  return result;
}

interface Walk {
  readonly pages: number;
  readonly isComplete: boolean;
}

/** Follows the `after` cursor to the end; the page's own `next` link is never used (DESIGN 7). */
async function walkList(
  parts: EngineParts,
  account: Account,
  work: { readonly staging: Staging; readonly order: SyncOrder },
): Promise<Walk> {
  const seen = new Set<string>();
  let after: string | null = null;
  let [pages, unreadable] = [0, 0];
  do {
    const from: string | null = after;
    const page: TokenPage = await askPatiently(parts, work.order, () =>
      parts.graph.listTokens(account, from, PAGE_ROWS),
    );
    work.staging.listed(page.tokens);
    pages += 1;
    unreadable += page.unreadableRows;
    after = page.after;
    if (after !== null && seen.has(after)) {
      throw refuse('listInCircle', {}, { where: 'token list' });
    }
    if (after !== null) seen.add(after);
  } while (after !== null);
  return { pages, isComplete: unreadable === 0 };
}

async function readMissing(
  parts: EngineParts,
  account: Account,
  work: { readonly tokens: readonly string[]; readonly order: SyncOrder },
): Promise<{ readonly found: readonly ListedToken[]; readonly gone: readonly string[] }> {
  const found: ListedToken[] = [];
  const gone: string[] = [];
  for (const token of work.tokens) {
    await work.order.turn?.();
    // It came from our own database, where it was checked on its way in.
    const answer = await parts.graph.readToken(account, token as NotificationToken);
    if (answer.kind === 'ok') found.push(answer.value);
    else if (answer.kind === 'gone') gone.push(token);
    // Any other answer tells nothing about the token: it stays as it is until the next sync.
    work.order.signal?.throwIfAborted();
  }
  return { found, gone };
}

/** Asks until there is an answer, waits where the platform asks for it, and gives up with a sentence. */
async function askPatiently<T>(parts: EngineParts, order: SyncOrder, ask: () => Promise<ReadAnswer<T>>): Promise<T> {
  const signal = order.signal ?? new AbortController().signal;
  for (const wait of [...WAITS_MS, null]) {
    await order.turn?.();
    signal.throwIfAborted();
    const answer = await ask();
    if (answer.kind === 'ok') return answer.value;
    const pause = pauseFor(answer, wait);
    if (pause === null) throw refusal(answer);
    await parts.ports.clock.sleep(pause, signal);
  }
  throw new BugError('A patient question ended without an answer.');
}

/** How long to wait before asking again; `null` = no use. */
function pauseFor(answer: Exclude<ReadAnswer<unknown>, { kind: 'ok' }>, wait: number | null): number | null {
  if (wait === null || answer.kind === 'refused' || answer.kind === 'gone') return null;
  if (answer.kind === 'noAnswer') return wait;
  const asked = (answer.facts.regainAccessMinutes ?? 1) * MINUTE;
  return asked > MAX_WAIT_MS ? null : asked;
}

function refusal(answer: Exclude<ReadAnswer<unknown>, { kind: 'ok' }>): DomainError {
  const because = told(answer.facts);
  const platformCode = platformCodeOf(answer.facts);
  if (answer.kind === 'noAnswer') {
    return refuse(
      'listUnanswered',
      { platformCode },
      { where: 'token list', terminal: `${because}; nothing was stored.` },
    );
  }
  if (answer.kind === 'throttled') {
    const minutes = answer.facts.regainAccessMinutes;
    const until = minutes === null ? '' : `; it takes calls again in ${minutes} minutes`;
    return refuse('listThrottled', { minutes: minutes ?? 0 }, { where: 'token list', terminal: `${because}${until}.` });
  }
  return refuse('listRefused', { platformCode }, { where: 'token list', terminal: `${because}; nothing was stored.` });
}

function told(facts: AnswerFacts): string {
  const code = facts.code === null ? null : `code ${facts.code}${facts.subcode === null ? '' : `/${facts.subcode}`}`;
  const parts = [code, facts.text].filter((part) => part !== null);
  return parts.length === 0 ? '' : ` (${parts.join(': ')})`;
}
