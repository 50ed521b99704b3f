import { hostname } from 'node:os';
import type { CommandAction } from '#cli/command.ts';
import { confirm } from '#cli/confirm.ts';
import { absolutePath, argument } from '#cli/invocation-options.ts';
import { counted, printDocument } from '#cli/output.ts';
import { ownedPatiently } from '#cli/owned-patiently.ts';
import { workspaceFiles } from '#engine/store/open-workspace.ts';
import { restoreDatabase } from '#engine/store/restore-database.ts';
import { appendRemovals, readRemovals } from '#engine/upkeep/removals-list.ts';
import { dropWish } from '#engine/upkeep/restore-wish.ts';
import { realFolder } from '#host/real-folder.ts';
import { openSystemRandom } from '#host/system-random.ts';

/** `restore` (DESIGN 6.8, 10): refused while a Sundial runs on the data folder. */
export const restore: CommandAction = async (invocation) => {
  const backupPath = absolutePath(invocation, argument(invocation, 0));
  await confirm(invocation, `This puts "${backupPath}" in place of everything in "${invocation.folder}".`);
  const at = invocation.clock.now();
  const folder = realFolder(invocation.folder);
  const files = workspaceFiles(folder, {
    host: hostname(),
    pid: process.pid,
    bootId: openSystemRandom().hex(4),
    role: 'restore',
    socketPath: null,
    startedAt: at,
  });
  const removals = {
    add: (lines: Parameters<typeof appendRemovals>[1]) => appendRemovals(folder, lines),
    all: () => readRemovals(folder),
  };
  const restored = await ownedPatiently(invocation, async () => restoreDatabase({ files, backupPath, at, removals }));
  // What was chosen on screen before is overtaken by this.
  dropWish(folder);
  await printDocument(invocation, { restored: true, armed: false, ...restored }, (document) =>
    [
      'The backup is in place. Nothing is sent until the next run has compared it with the platform.',
      `Done again since the backup: ${counted(document.erased, 'person', 'people')} removed, ${counted(document.stopped, 'permission', 'permissions')} stopped, ${counted(document.suppressed, 'person', 'people')} never to be messaged.`,
      ...(document.paused === 0
        ? []
        : [`${counted(document.paused, 'campaign is', 'campaigns are')} paused; resume what should go on.`]),
      ...(document.setAside === null ? [] : [`What was there before is kept at ${document.setAside}.`]),
    ].join('\n'),
  );
};
