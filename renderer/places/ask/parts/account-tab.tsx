import type { ComponentType, ReactElement, ReactNode } from 'react';
import type { AccountView } from '#shared/contract/accounts.ts';
import { type AskAddress, useAskAddress } from '../ask-address.ts';
import { AskFrame } from '../ask-frame.tsx';
import { ASK_TABS, type AskTab } from '../ask-tabs.ts';
import { AskAccount } from './ask-account.tsx';

/** What a tab of Ask is about. */
export interface AccountTabProps {
  readonly account: AccountView;
  /** Choosing another account; nothing where there is only one. */
  readonly choice: ReactNode;
  readonly address: AskAddress;
}

/** A tab of Ask that shows one account; another account begins it anew. */
export function AccountTab({
  tab,
  content: Content,
}: {
  readonly tab: AskTab;
  readonly content: ComponentType<AccountTabProps>;
}): ReactElement {
  const address = useAskAddress(ASK_TABS.find(({ name }) => name === tab)?.to ?? '/ask');
  return (
    <AskFrame tab={tab}>
      <AskAccount address={address}>
        {(account, choice) => <Content key={account.id} account={account} choice={choice} address={address} />}
      </AskAccount>
    </AskFrame>
  );
}
