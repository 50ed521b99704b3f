import { join } from 'node:path';
import type { EngineParts } from '#engine/engine-parts.ts';
import { importFile } from '#engine/importers/import-service.ts';
import { openWriter } from '#engine/store/connection.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { AccountId } from '#shared/domain/ids.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

/**
 * Imports a file and says so on its first progress of a phase; then it waits for its end, which the test brings about.
 * Arguments: folder, file, account, phase.
 */
const [folder = '', path = '', account = '', phase = ''] = process.argv.slice(2);

const parts = {
  store: openInlineStore(openWriter(join(folder, 'sundial.db'))),
  ports: { clock: { now: () => 1 }, random: { hex: () => `${phase}-killed` } },
  zones: loadZoneTable(),
  folder,
} as unknown as EngineParts; // what an import uses of it

await importFile(parts, {
  path,
  accountId: Number(account) as AccountId, // the test made it
  map: [],
  encoding: null,
  rejectsPath: null,
  dryRun: false,
  onProgress: (progress) => {
    if (progress.phase !== phase) return;
    process.stdout.write('here\n');
    // In the middle of a transaction of this very thread: it must not go on.
    if (phase === 'applying') Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0);
  },
});
