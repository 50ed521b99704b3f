import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { counted, printDocument } from '#cli/output.ts';
import type { AccountChecked } from '#engine/use-cases/check-account.ts';

const MARK = { ok: 'yes', problem: 'NO ', unknown: '?  ' } as const;

/** `account check` (DESIGN 10). */
export const accountCheck: CommandAction = async (invocation) => {
  const input = { account: invocation.args[0] ?? null };
  const checked = await callForDocument<AccountChecked>(invocation, { name: 'account.check', input, store: 'inPlace' });
  await printDocument(invocation, checked, ({ id, ok, findings }) => {
    const lines = findings.map(({ level, sentence }) => `${MARK[level]}  ${sentence}`);
    return [...lines, verdictOf(id, ok, findings)].join('\n');
  });
};

function verdictOf(id: string, ok: boolean, findings: AccountChecked['findings']): string {
  if (!ok) return `Account ${id} may not send yet.`;
  const unknown = findings.filter(({ level }) => level === 'unknown').length;
  if (unknown === 0) return `Account ${id} may send.`;
  return `Nothing is known that keeps account ${id} from sending; of ${counted(unknown, 'line', 'lines')} with a question mark Meta did not say.`;
}
