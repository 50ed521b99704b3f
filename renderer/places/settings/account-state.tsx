import { Button, Group, Stack, Text, ThemeIcon } from '@mantine/core';
import { IconCheck, IconHandStop, IconHourglass, IconKeyOff } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';

const LOOK = {
  active: { color: 'teal', icon: IconCheck },
  paused: { color: 'yellow', icon: IconHourglass },
  frozen: { color: 'red', icon: IconHandStop },
  missing: { color: 'red', icon: IconKeyOff },
} as const;

/** Whether an account sends; where it does not, why, since when and until when, and what to do. */
export function AccountState({ account }: { readonly account: AccountView }): ReactElement {
  const { t } = useTranslation(['settings', 'states']);
  const tell = useMomentWords();
  const { color, icon: Icon } = LOOK[account.key === 'missing' ? 'missing' : account.state];
  const since = account.stoppedSince === null ? null : t('accounts.since', { time: tell(account.stoppedSince) });
  const until = account.stoppedUntil === null ? null : t('accounts.until', { time: tell(account.stoppedUntil) });
  return (
    <Group wrap="nowrap" align="flex-start" gap="sm">
      <ThemeIcon color={color} variant="light" radius="xl" aria-hidden>
        <Icon size={18} />
      </ThemeIcon>
      <Stack gap={4}>
        <Text fw={600}>
          {account.key === 'missing' ? t('accounts.noKey.title') : t(`states:account.${account.state}`)}
        </Text>
        {account.key === 'missing' ? <Text size="sm">{t('accounts.noKey.text')}</Text> : null}
        {account.stopReason === null ? null : <Text size="sm">{t(`states:stop.${account.stopReason}.why`)}</Text>}
        {since === null ? null : (
          <Text size="sm" c="dimmed">
            {[since, until].filter((part) => part !== null).join(' · ')}
          </Text>
        )}
        {account.stopDetail === null ? null : (
          <Text size="sm" c="dimmed" lang="en">
            {account.stopDetail}
          </Text>
        )}
        {account.key === 'missing' || account.stopReason === 'unauthorized' ? (
          <Group>
            <Button
              size="xs"
              renderRoot={(props) => <Link to="/settings/connect" search={{ account: account.id }} {...props} />}
            >
              {account.key === 'missing' ? t('accounts.giveKey') : t('accounts.reconnect')}
            </Button>
          </Group>
        ) : null}
      </Stack>
    </Group>
  );
}
