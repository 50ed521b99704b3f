import { DatabaseThread } from '#engine/store/database-thread.ts';
import { benchFiles } from './bench-owner.ts';
import { memoryMiB, input, report } from './child.ts';
const { folder, readers } = input<{ folder: string; readers: number }>();
const files = benchFiles(folder);
const t = performance.now();
const w = new DatabaseThread(new URL('../../electron/engine/store/writer-thread.ts', import.meta.url), files); await w.ready;
const t1 = performance.now();
const rs = []; for (let i = 0; i < readers; i++) { const r = new DatabaseThread(new URL('../../electron/engine/store/reader-thread.ts', import.meta.url), { databasePath: files.databasePath }); rs.push(r); }
for (const r of rs) await r.ready;
const out = { writer: t1 - t, readers: performance.now() - t1, mem: memoryMiB() };
for (const r of rs) await r.close(); await w.close();
report(out);
