import { Button, Menu } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { type ReactElement, useState } from 'react';
import type { Sender } from '#shared/contract/messages.ts';

/** Begins something of an account's; where there are several accounts, asks for which one. */
export function BeginButton({
  senders,
  label,
  which,
  isResting = false,
  begin,
}: {
  readonly senders: readonly Sender[];
  readonly label: string;
  /** The question which account. */
  readonly which: string;
  /** Nothing can be begun yet. */
  readonly isResting?: boolean;
  /** `null` = there is no account, or it is not known yet. Never rejects; until it is done nothing else is begun. */
  readonly begin: (account: string | null) => Promise<void>;
}): ReactElement {
  const [isBusy, setBusy] = useState(false);
  const start = (account: string | null): void => {
    setBusy(true);
    void begin(account).finally(() => setBusy(false));
  };
  const icon = <IconPlus size={16} aria-hidden />;
  if (senders.length < 2) {
    return (
      <Button leftSection={icon} disabled={isResting || isBusy} onClick={() => start(senders[0]?.account ?? null)}>
        {label}
      </Button>
    );
  }
  return (
    <Menu position="bottom-end">
      <Menu.Target>
        <Button leftSection={icon} disabled={isResting || isBusy}>
          {label}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{which}</Menu.Label>
        {senders.map(({ account, name }) => (
          <Menu.Item key={account} onClick={() => start(account)}>
            {name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
