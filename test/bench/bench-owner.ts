import { hostname } from 'node:os';
import { type WorkspaceFiles, workspaceFiles } from '#engine/store/open-workspace.ts';

/** The files of a bench workspace, owned by this process. */
export function benchFiles(folder: string): WorkspaceFiles {
  return workspaceFiles(folder, {
    host: hostname(),
    pid: process.pid,
    bootId: 'bench',
    role: 'bench',
    socketPath: null,
    startedAt: Date.now(),
  });
}
