import { refuse } from '#shared/domain/refusals/refuse.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { createDateReader, type DateReader } from './date-reader.ts';
import { readTokenFile } from './read-file.ts';
import { writeRejectsFile } from './rejects-file.ts';
import { type Staged, stage } from './stage.ts';
import type { Inbox } from './stage-inbox.ts';
import type { FromStage, StagedImport, StageOrder, ToStage } from './stage-order.ts';
import { missingTokens, stageGone } from './staging-compare.ts';
import { settleDates } from './staging-dates.ts';
import { openStagingFile, type StagingFile } from './staging-file.ts';
import { createStagingSink, type StagingSink } from './staging-sink.ts';

/** How the work speaks to the other side. */
export interface StageTalk {
  readonly post: (message: FromStage) => void;
  readonly inbox: Inbox;
}

/** Most rows of one import (DESIGN 7). */
export const MAX_ROWS = 5_000_000;

/** Reads the source, works out the change set and leaves the staging file closed and complete. */
export async function runStaging(order: StageOrder, talk: StageTalk): Promise<StagedImport> {
  const file = openStagingFile(order.stagingPath, order.databasePath);
  try {
    const dates = createDateReader(order.source.kind === 'file' ? order.source.dates : NO_DATES);
    const sink = createStagingSink(file, order.account, dates);
    return order.source.kind === 'file'
      ? await stageFile({ ...order, source: order.source }, { file, sink, talk, dates })
      : await stageList({ ...order, source: order.source }, { file, sink, talk });
  } finally {
    file.close();
  }
}

/** The platform's list writes instants: no zone is needed to read them. */
const NO_DATES = { offsets: [], order: null } as const;

interface Work {
  readonly file: StagingFile;
  readonly sink: StagingSink;
  readonly talk: StageTalk;
}

type FileStageOrder = StageOrder & { readonly source: Extract<StageOrder['source'], { kind: 'file' }> };
type ListStageOrder = StageOrder & { readonly source: Extract<StageOrder['source'], { kind: 'list' }> };

async function stageFile(order: FileStageOrder, work: Work & { readonly dates: DateReader }): Promise<StagedImport> {
  const { path, map, encoding, rejectsPath, name } = order.source;
  const where = name ?? path;
  const facts = await readTokenFile({ path, map, encoding, name }, work.sink, {
    onBytes: (bytes, totalBytes) => {
      endIfCancelled(order);
      const { rows, happenings } = work.sink.facts();
      refuseTooMany(rows + happenings, where);
      work.talk.post({ kind: 'progress', rows, bytes, totalBytes });
    },
  });
  refuseEmpty(work.sink, where);
  work.sink.addKnown(order.account.id);
  const columns = new Map(work.sink.facts().mapping.map(({ field, column }) => [field, column]));
  settleDates(work.file.db, work.dates, { where, columnOf: (field) => columns.get(field) ?? field });
  const factsAt = Math.min(facts.modifiedAt, order.at);
  const staged = await finish(order, work, { factsAt, coolDownMs: null });
  const isWanted = order.source.onlyWithRejects !== true || staged.changeSet.rejected > 0;
  if (rejectsPath !== null && isWanted) {
    const all = work.sink.facts().columns;
    await writeRejectsFile({ path, map, encoding, name, rejectsPath, columns: all, db: work.file.db }, () =>
      endIfCancelled(order),
    );
  }
  return { ...staged, source: sourceOf(work.sink), sha256: facts.sha256, factsAt };
}

function sourceOf(sink: StagingSink): 'file' | 'webhookLog' {
  const { events, happenings, rows } = sink.facts();
  const told = events + happenings;
  return told > 0 && rows - events < told ? 'webhookLog' : 'file';
}

async function stageList(order: ListStageOrder, work: Work): Promise<StagedImport> {
  const { file, sink, talk } = work;
  let message = await talk.inbox.next();
  while (message.kind === 'listed') {
    endIfCancelled(order);
    sink.listed(message.tokens, 'list');
    talk.post({ kind: 'progress', rows: sink.facts().rows, bytes: 0, totalBytes: 0 });
    message = await talk.inbox.next();
  }
  endIfCancelled(order);
  const isComplete = expect(message, 'walked').isComplete;
  const { missingLimit, coolDownMs } = order.source;
  const ids = { accountId: order.account.id, walkStartedAt: order.at };
  const tokens = isComplete ? missingTokens(file.db, { ...ids, limit: missingLimit }) : [];
  talk.post({ kind: 'missing', tokens });
  const read = expect(await talk.inbox.next(), 'read');
  sink.listed(read.found, 'read');
  stageGone(file.db, order.account.id, read.gone);
  const staged = await finish(order, work, { factsAt: order.at, coolDownMs });
  return { ...staged, source: 'sync', sha256: null, factsAt: order.at };
}

async function finish(
  order: StageOrder,
  work: Work,
  facts: { readonly factsAt: number; readonly coolDownMs: number | null },
): Promise<Staged> {
  const read = work.sink.facts();
  work.talk.post({ kind: 'askZones', texts: read.zones });
  const { answers } = expect(await work.talk.inbox.next(), 'zones');
  endIfCancelled(order);
  return stage(work.file.db, { account: order.account, read, zones: answers, at: order.at, ...facts });
}

function expect<Kind extends ToStage['kind']>(message: ToStage, kind: Kind): Extract<ToStage, { kind: Kind }> {
  if (message.kind !== kind) throw new BugError(`The staging thread expected ${kind}, not ${message.kind}.`);
  return message as Extract<ToStage, { kind: Kind }>; // checked on the line above
}

function endIfCancelled(order: StageOrder): void {
  const isCancelled = Atomics.load(new Int32Array(order.cancel), 0) === 1;
  if (isCancelled) throw new DOMException('The import was cancelled.', 'AbortError');
}

function refuseTooMany(rows: number, where: string): void {
  if (rows <= MAX_ROWS) return;
  throw refuse('tooManyRows', { name: where, limit: 5_000_000 }, { where });
}

function refuseEmpty(sink: StagingSink, where: string): void {
  const { rows, happenings, aside } = sink.facts();
  if (rows + happenings + aside > 0) return;
  throw refuse('noRows', { name: where }, { where });
}
