import { importFile } from '#engine/importers/import-service.ts';
import { openThreadedStore } from '#engine/store/threaded-store.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { benchFiles } from './bench-owner.ts';
import { input, peakMemoryMiB, report, startProcessorClock } from './child.ts';
import { benchGraph, benchParts, benchPorts, NO_ENDPOINTS } from './engine-parts.ts';

/** What the parent asks for. */
export interface ImportInput {
  readonly folder: string;
  readonly csvPath: string;
}

/** What an import took and did. */
export interface ImportReport {
  readonly tookMs: number;
  readonly memoryMiB: number;
  /** Processor time of the import on all threads, in milliseconds. */
  readonly processor: number;
  readonly new: number;
  readonly rejected: number;
}

/** Imports a file as `tokens import` does, and closes the workspace: the log is then in the database, as the shell leaves it. */
async function importAll({ folder, csvPath }: ImportInput): Promise<ImportReport> {
  const store = await openThreadedStore(benchFiles(folder));
  const ports = benchPorts(1);
  const parts = benchParts(store, folder, { ports, graph: benchGraph(ports, NO_ENDPOINTS) });
  const processorMs = startProcessorClock();
  const startedAt = performance.now();
  const result = await importFile(parts, {
    path: csvPath,
    accountId: 1 as AccountId, // the template's only account
    map: [],
    encoding: null,
    rejectsPath: null,
    dryRun: false,
  });
  await store.close();
  const tookMs = performance.now() - startedAt;
  const processor = processorMs();
  await ports.http.close();
  return { tookMs, memoryMiB: peakMemoryMiB(), processor, new: result.new, rejected: result.rejected };
}

report(await importAll(input() as ImportInput)); // given by the case that starts this script
