import { z } from 'zod';
import type { AccountFinding } from '#engine/graph/account-finding.ts';
import { checkAccount as askPlatform } from '#engine/graph/check-account.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase } from './use-case.ts';

/** What the check of an account answers; `ok` = nothing is known that keeps it from sending. */
export interface AccountChecked {
  readonly id: string;
  readonly ok: boolean;
  readonly findings: readonly AccountFinding[];
}

/** Asks the platform whether an account may send; changes nothing there or here (DESIGN 10, account check). */
export const checkAccount = documentUseCase({
  input: z.strictObject({ account: z.string().nullable() }),
  run: async (input, { parts }): Promise<AccountChecked> => {
    const account = await findAccount(parts, input.account);
    const findings = await askPlatform(parts.graph, account);
    return { id: toPublicId('account', account.id), ok: findings.every(({ level }) => level !== 'problem'), findings };
  },
});
