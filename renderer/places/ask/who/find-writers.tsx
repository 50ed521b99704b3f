import { Button, Group, Loader, Paper, Progress, Stack, Text, VisuallyHidden } from '@mantine/core';
import { IconMessageSearch } from '@tabler/icons-react';
import { type ReactElement, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { type LongWorkState, useLongWork } from '#renderer/parts/use-long-work.ts';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { FoundWriters } from '#shared/contract/ask-answers.ts';
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

/** What became of the looking; nothing before and meanwhile. */
function HowItEnded({
  state,
  again,
}: {
  readonly state: LongWorkState<FoundWriters>;
  readonly again: () => void;
}): ReactElement | null {
  const { t } = useTranslation('ask-people');
  switch (state.kind) {
    case 'done': {
      const { found, conversations } = state.result;
      return <Text size="sm">{t('find.done', { count: found, conversations })}</Text>;
    }
    case 'cancelled':
      return <Text size="sm">{t('find.cancelled')}</Text>;
    case 'failed':
      return <Refusal error={state.error} retry={again} />;
    default:
      return null;
  }
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
  const button = useRef<HTMLButtonElement>(null);
  const isWorking = state.kind === 'working';
  return (
    <Stack gap="sm">
      {hasPeople || isWorking ? null : (
        <Stack align="center" gap="sm" maw={460} mx="auto" pt="xl">
          <Text fw={600} size="lg" ta="center">
            {t('ask-people:empty.title')}
          </Text>
          <Text c="dimmed" ta="center">
            {t('ask-people:empty.text')}
          </Text>
        </Stack>
      )}
      {/* The button stands in one place whatever was found, and is never disabled by its own press: the focus stays with it. */}
      <Group gap="sm" justify={hasPeople || isWorking ? 'flex-start' : 'center'}>
        <Button
          ref={button}
          variant={hasPeople ? 'default' : 'filled'}
          leftSection={<IconMessageSearch size={16} aria-hidden />}
          disabled={account.key === 'missing'}
          aria-disabled={isWorking}
          data-disabled={isWorking}
          onClick={() => !isWorking && start({ account: account.id })}
        >
          {t('ask-people:find.button')}
        </Button>
        <PracticeWrite account={account} />
        {hasPeople || isWorking ? (
          <Text size="sm" c="dimmed" flex="1 1 300px">
            {t('ask-people:find.text')}
          </Text>
        ) : null}
      </Group>
      {isWorking ? (
        <Paper p="sm">
          <Group gap="sm">
            <Loader size="sm" aria-hidden />
            <HowFar progress={state.progress} />
            <Button
              size="xs"
              variant="default"
              onClick={() => {
                // This one goes with the work.
                button.current?.focus();
                cancel();
              }}
            >
              {t('common:cancel')}
            </Button>
          </Group>
        </Paper>
      ) : null}
      {/* Told at the beginning and at the end: how far it is would be read out about twice a second. */}
      <div aria-live="polite">
        {isWorking ? <VisuallyHidden>{t('ask-people:find.begun')}</VisuallyHidden> : null}
        <HowItEnded state={state} again={() => start({ account: account.id })} />
      </div>
    </Stack>
  );
}
