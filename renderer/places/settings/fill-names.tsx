import { Button, Group, Loader, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { LongWork } from '#renderer/parts/use-long-work.ts';
import type { NamesFilled } from '#shared/contract/accounts.ts';

/** Work that gives names to the people of an account. */
export type FillingNames = LongWork<{ readonly account: string }, NamesFilled>;

/** How far the names are, with the way to end it. */
export function FillNamesState({ work: { state, cancel } }: { readonly work: FillingNames }): ReactElement {
  const { t } = useTranslation(['settings', 'common']);
  return (
    <div aria-live="polite">
      {state.kind === 'working' ? (
        <Group gap="sm">
          <Loader size="sm" aria-hidden />
          <Text size="sm">{t('settings:names.working', { count: state.progress?.done ?? 0 })}</Text>
          <Button size="xs" variant="default" onClick={cancel}>
            {t('common:cancel')}
          </Button>
        </Group>
      ) : null}
      {state.kind === 'done' ? <Text size="sm">{t('settings:names.done', { count: state.result.named })}</Text> : null}
      {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
    </div>
  );
}
