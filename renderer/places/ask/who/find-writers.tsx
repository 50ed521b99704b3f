import { Button, Group, Loader, Paper, Stack, Text } from '@mantine/core';
import { IconMessageSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { AccountView } from '#shared/contract/accounts.ts';

/** Asks Meta's conversations who wrote in the last 24 hours: two calls a second, so it shows how far it is and can be ended. */
export function FindWriters({
  account,
  hasPeople,
}: {
  readonly account: AccountView;
  readonly hasPeople: boolean;
}): ReactElement {
  const { t } = useTranslation(['ask-people', 'common']);
  const { state, start, cancel } = useLongWork((input: { readonly account: string }, signal: AbortSignal) =>
    engine.asks.findWriters(input, { signal }),
  );
  const button = (
    <Button
      variant={hasPeople ? 'default' : 'filled'}
      leftSection={<IconMessageSearch size={16} aria-hidden />}
      disabled={account.key === 'missing' || state.kind === 'working'}
      onClick={() => start({ account: account.id })}
    >
      {t('ask-people:find.button')}
    </Button>
  );
  return (
    <Stack gap="sm">
      {hasPeople || state.kind === 'working' ? (
        <Group gap="sm">
          {button}
          <Text size="sm" c="dimmed" flex="1 1 300px">
            {t('ask-people:find.text')}
          </Text>
        </Group>
      ) : (
        <EmptyState title={t('ask-people:empty.title')} text={t('ask-people:empty.text')} action={button} />
      )}
      <div aria-live="polite">
        {state.kind === 'working' ? (
          <Paper p="sm">
            <Group gap="sm">
              <Loader size="sm" aria-hidden />
              <Text size="sm" flex="1 1 200px">
                {t('ask-people:find.working', { count: state.progress?.done ?? 0 })}
              </Text>
              <Button size="xs" variant="default" onClick={cancel}>
                {t('common:cancel')}
              </Button>
            </Group>
          </Paper>
        ) : null}
        {state.kind === 'done' ? (
          <Text size="sm">
            {t('ask-people:find.done', { count: state.result.found, conversations: state.result.conversations })}
          </Text>
        ) : null}
        {state.kind === 'cancelled' ? <Text size="sm">{t('ask-people:find.cancelled')}</Text> : null}
        {state.kind === 'failed' ? <Refusal error={state.error} retry={() => start({ account: account.id })} /> : null}
      </div>
    </Stack>
  );
}
