import { z } from 'zod';
import type { AccountFinding } from '#engine/graph/account-finding.ts';
import { checkAccount as askPlatform } from '#engine/graph/check-account.ts';
import type { Account } from '#shared/domain/account.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { findAccount } from './find-account.ts';
import { needConnectedHere } from './page-key.ts';
import { documentUseCase } from './use-case.ts';

/** What the check of an account answers; `ok` = the platform took its key, and nothing is known that keeps it from sending. */
export interface AccountChecked {
  readonly id: string;
  readonly ok: boolean;
  readonly findings: AccountFinding[];
}

/**
 * Asks the platform whether an account may send; changes nothing there or here (DESIGN 10, account check). Without an answer there
 * is nothing to tell, so it is refused: `reconnectNeeded` without a Page key here, `platformUnreachable` without an answer.
 */
export const checkAccount = documentUseCase({
  input: z.strictObject({ account: z.string().nullable() }),
  run: async (input, { parts }): Promise<AccountChecked> => {
    const account = await findAccount(parts, input.account);
    await needConnectedHere(account, parts.ports.vault);
    const findings = await askPlatform(parts.graph, account);
    refuseUnanswered(account, findings);
    return {
      id: toPublicId('account', account.id),
      ok: findings.every(({ level }) => level !== 'problem'),
      findings: [...findings],
    };
  },
});

function refuseUnanswered({ id: number }: Account, findings: readonly AccountFinding[]): void {
  const key = findings.find(({ subject }) => subject === 'accessToken');
  if (key?.level !== 'unknown') return;
  const id = toPublicId('account', number);
  throw refuse('accountUnanswered', { account: id }, { where: `account ${id}`, terminal: ` ${key.sentence}` });
}
