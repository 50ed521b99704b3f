import fs from 'node:fs';
import { syncBuiltinESMExports } from 'node:module';

/**
 * Carries out the restore that waits in a data folder, as a start does, and dies before its n-th change of a file, as in a power cut.
 * Arguments: the folder, and n; 0 = it lives.
 */
const [folder = '', dieAt = '0'] = process.argv.slice(2);
let changes = 0;

function dyingAt<Args extends readonly unknown[], Result>(
  change: (...args: Args) => Result,
): (...args: Args) => Result {
  return (...args) => {
    changes += 1;
    if (changes === Number(dieAt)) process.kill(process.pid, 'SIGKILL');
    return change(...args);
  };
}

fs.renameSync = dyingAt(fs.renameSync);
fs.copyFileSync = dyingAt(fs.copyFileSync);
fs.rmSync = dyingAt(fs.rmSync);
fs.writeFileSync = dyingAt(fs.writeFileSync);
syncBuiltinESMExports();

const { workspaceFiles } = await import('#engine/store/open-workspace.ts');
const { restoreAtStart } = await import('#engine/upkeep/restore-at-start.ts');
const owner = { host: 'shop', pid: process.pid, bootId: 'boot', role: 'test', socketPath: null, startedAt: 0 };
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };
restoreAtStart(workspaceFiles(folder, owner), Date.UTC(2026, 10, 21, 5) + Number(dieAt), silent);
