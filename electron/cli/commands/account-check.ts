import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { printDocument } from '#cli/output.ts';
import type { AccountChecked } from '#engine/use-cases/check-account.ts';

const MARK = { ok: 'yes', problem: 'NO ', unknown: '?  ' } as const;

/** `account check` (DESIGN 10). */
export const accountCheck: CommandAction = async (invocation) => {
  const input = { account: invocation.args[0] ?? null };
  const checked = await callForDocument<AccountChecked>(invocation, { name: 'account.check', input, store: 'inPlace' });
  await printDocument(invocation, checked, ({ id, ok, findings }) => {
    const lines = findings.map(({ level, sentence }) => `${MARK[level]}  ${sentence}`);
    return [...lines, ok ? `Account ${id} may send.` : `Account ${id} may not send yet.`].join('\n');
  });
};
