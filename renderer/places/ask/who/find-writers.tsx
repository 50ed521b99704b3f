import { Button, Group, Loader, Paper, Progress, Stack, Text } from '@mantine/core';
import { IconMessageSearch } from '@tabler/icons-react';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { EmptyState } from '#renderer/parts/empty-state.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { WorkProgress } from '#shared/contract/base.ts';
import { PracticeWrite } from '../parts/practice-write.tsx';

/** Conversations opened in a second (META-API 8, Conversations API). */
const A_SECOND = 2;
const MINUTE_SECONDS = 60;

/** How far it is; how long it still takes is known once the list was read. */
function HowFar({ progress }: { readonly progress: WorkProgress | null }): ReactElement {
  const { t } = useTranslation('ask-people');
  const { done = 0, total = null } = progress ?? {};
  if (total === null) {
    return (
      <Text size="sm" flex="1 1 200px">
        {t('find.listing', { count: done })}
      </Text>
    );
  }
  const seconds = Math.ceil((total - done) / A_SECOND);
  const minutes = Math.ceil(seconds / MINUTE_SECONDS);
  return (
    <Stack gap={4} flex="1 1 260px">
      <Text size="sm">
        {t('find.working', { count: done, total })}{' '}
        {minutes > 1 ? t('find.minutes', { count: minutes }) : t('find.seconds', { count: seconds })}
      </Text>
      <Progress value={total === 0 ? 100 : (done / total) * 100} size="sm" aria-label={t('find.bar')} />
    </Stack>
  );
}

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
          <PracticeWrite account={account} />
          <Text size="sm" c="dimmed" flex="1 1 300px">
            {t('ask-people:find.text')}
          </Text>
        </Group>
      ) : (
        <EmptyState
          title={t('ask-people:empty.title')}
          text={t('ask-people:empty.text')}
          action={
            <Group justify="center" gap="sm">
              {button}
              <PracticeWrite account={account} />
            </Group>
          }
        />
      )}
      <div aria-live="polite">
        {state.kind === 'working' ? (
          <Paper p="sm">
            <Group gap="sm">
              <Loader size="sm" aria-hidden />
              <HowFar progress={state.progress} />
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
