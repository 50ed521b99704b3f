import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { createProgressLine, printDocument } from '#cli/output.ts';
import type { Finding } from '#engine/upkeep/folder-checks.ts';

const MARK = { ok: 'fine   ', warning: 'look   ', problem: 'PROBLEM' } as const;

/** `doctor` (DESIGN 10). */
export const doctor: CommandAction = async (invocation) => {
  const progress = createProgressLine(invocation);
  const document = await callForDocument<{ readonly ok: boolean; readonly findings: readonly Finding[] }>(
    invocation,
    { name: 'data.doctor', input: {}, store: 'inPlace' },
    progress.show,
  );
  progress.clear();
  await printDocument(invocation, document, ({ ok, findings }) => {
    const lines = findings.map(({ level, sentence }) => `${MARK[level]}  ${sentence}`);
    return [
      ...lines,
      ok ? 'Nothing stands in the way of sending.' : 'Sending is not safe before the problems are mended.',
    ].join('\n');
  });
};
