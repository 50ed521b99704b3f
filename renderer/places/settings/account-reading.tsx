import { Anchor, Button, Group, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { AccountView, ListReading } from '#shared/contract/accounts.ts';
import { DriftText } from './drift-text.tsx';

/** When Meta's list of an account was last read and what that brought; reads it now when asked. */
export function AccountReading({ account }: { readonly account: AccountView }): ReactElement {
  const { t } = useTranslation('relay');
  const queries = useQueryClient();
  const { state, start, cancel } = useLongWork((input: { readonly account: string }, signal: AbortSignal) =>
    engine.imports.sync(input, { signal }),
  );
  const isWorking = state.kind === 'working';
  const hasEnded = state.kind === 'done' || state.kind === 'failed';
  useEffect(() => {
    if (hasEnded) void queries.invalidateQueries({ queryKey: ask.accounts.list.key() });
  }, [hasEnded, queries]);
  const read = (): void => start({ account: account.id });
  const { listRead } = account;
  const drift = listRead?.drift ?? null;
  return (
    <Stack gap="xs">
      <Group justify="space-between" align="center" gap="sm">
        <Stack gap={0} flex="1 1 300px" miw={0}>
          <Text size="xs" c="dimmed">
            {t('reading.title')}
          </Text>
          <Text size="sm" aria-live="polite">
            {isWorking ? t('reading.working', { n: state.progress?.done ?? 0 }) : <ReadingText reading={listRead} />}
          </Text>
        </Stack>
        <Group gap="sm">
          <Anchor size="sm" underline="always" renderRoot={(props) => <Link to="/settings/relay" {...props} />}>
            {t('reading.how')}
          </Anchor>
          {isWorking ? (
            <Button size="xs" variant="default" onClick={cancel}>
              {t('reading.cancel')}
            </Button>
          ) : (
            <Button
              size="xs"
              variant="default"
              leftSection={<IconRefresh size={16} aria-hidden />}
              disabled={account.key === 'missing'}
              onClick={read}
            >
              {t('reading.now')}
            </Button>
          )}
        </Group>
      </Group>
      {drift === null || isWorking ? null : <DriftText drift={drift} />}
      {state.kind === 'failed' ? <Refusal error={state.error} retry={read} /> : null}
    </Stack>
  );
}

function ReadingText({ reading }: { readonly reading: ListReading | null }): ReactElement {
  const { t } = useTranslation(['relay', 'errors']);
  const tell = useMomentWords();
  if (reading === null) return <>{t('reading.never')}</>;
  const time = tell(reading.at);
  if (reading.result.kind === 'failed') {
    return <>{t('reading.failed', { time, why: t(`errors:${reading.result.code}.title`) })}</>;
  }
  const { new: made, changed, gone } = reading.result;
  return <>{t('reading.done', { time, made, changed, gone })}</>;
}
