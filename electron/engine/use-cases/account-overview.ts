import { z } from 'zod';
import { listReadingOf } from '#engine/polling/list-reading.ts';
import { readPollRecord } from '#engine/polling/poll-record.ts';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { AccountsView, AccountView } from '#shared/contract/accounts.ts';
import type { Account } from '#shared/domain/account.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { isConnectedHere } from './page-key.ts';
import { documentUseCase, type UseCaseContext } from './use-case.ts';

/** All accounts with their state, for people. */
export const overviewAccounts = documentUseCase({
  input: z.strictObject({}),
  run: async (_input, context): Promise<AccountsView> => {
    const { store, ports } = context.parts;
    const tell = await momentTeller(context);
    const accounts = await store.read('account.list', null);
    return {
      accounts: await Promise.all(accounts.map((account) => viewOf(account, tell, context))),
      waitsBecause: await waitsBecause(context),
      keys: await ports.vault.describe(),
    };
  },
});

async function viewOf(account: Account, tell: MomentTeller, { parts }: UseCaseContext): Promise<AccountView> {
  const { store, ports } = parts;
  const keyPlace = await ports.vault.placeOf(account.id);
  const reading = await readPollRecord(parts, account.id);
  const isConnected = await isConnectedHere(account, ports.vault);
  return {
    id: toPublicId('account', account.id),
    platform: account.platform,
    isPractice: account.isPractice,
    name: account.name,
    pageId: account.pageId,
    igId: account.igId,
    pageZone: account.pageZone,
    apiBase: account.apiBase,
    rulePack: account.rulePack,
    pacePerSecond: account.pacePerSecond,
    key: !isConnected ? 'missing' : account.isPractice && keyPlace === null ? 'notNeeded' : 'held',
    keyPlace,
    state: account.state,
    stopReason: account.stopReason,
    stopDetail: account.stopDetail,
    stoppedSince: account.stoppedSince === null ? null : tell(account.stoppedSince, null),
    stoppedUntil: account.stoppedUntil === null ? null : tell(account.stoppedUntil, null),
    hasSent: account.provenAt !== null || (await store.read('account.hasSent', { id: account.id })),
    canRemove: await store.read('account.isUnused', { id: account.id }),
    createdAt: tell(account.createdAt, null),
    listRead: reading === null ? null : listReadingOf(reading, tell),
  };
}

/** Why nothing leaves before the data was compared with the platform (DESIGN 6.8); `null` = it may. */
async function waitsBecause({ parts: { store } }: UseCaseContext): Promise<AccountsView['waitsBecause']> {
  if ((await store.read('setting.read', { key: 'armed' })) !== 'false') return null;
  const because = await store.read('setting.read', { key: 'disarmedBecause' });
  return WAITS.find((reason) => reason === because) ?? 'restored';
}

const WAITS = ['restored', 'noIdentity', 'otherDatabase', 'olderState', 'copiedFile'] as const;
