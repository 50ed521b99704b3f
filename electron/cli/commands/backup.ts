import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { absolutePath } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';

/** `backup` (DESIGN 10). */
export const backup: CommandAction = async (invocation) => {
  const [given] = invocation.args;
  const input = { file: given === undefined ? null : absolutePath(invocation, given) };
  const document = await callForDocument<{ readonly file: string; readonly bytes: number; readonly at: string }>(
    invocation,
    {
      name: 'data.backup',
      input,
      store: 'inPlace',
    },
  );
  await printDocument(
    invocation,
    document,
    ({ file, bytes }) => `Backup written: ${file} (${Math.ceil(bytes / 1_000)} kB).`,
  );
};
