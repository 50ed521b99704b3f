import { openWorkspaceDatabase, workspaceFiles } from '#engine/store/open-workspace.ts';

/** Owns the data folder given as its argument until it is killed: the other side of the ownership tests. */
const folder = process.argv[2] ?? '';
openWorkspaceDatabase(
  workspaceFiles(folder, {
    host: 'shop',
    pid: process.pid,
    bootId: 'boot',
    role: 'run',
    socketPath: null,
    startedAt: 0,
  }),
);
process.stdout.write('owned\n');
process.stdin.resume();
