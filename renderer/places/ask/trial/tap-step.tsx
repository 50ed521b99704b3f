import { Button, Group, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { AccountView } from '#shared/contract/accounts.ts';

/** Looks into Meta's list for the yes, for those to whom no webhook tells it; in the practice shop the button can be tapped from here. */
export function TapStep({
  account,
  card,
  person,
}: {
  readonly account: AccountView;
  readonly card: string;
  readonly person: string;
}): ReactElement {
  const { t } = useTranslation('ask-try');
  const { state, start } = useLongWork<{ readonly account: string }, unknown>((input, signal) =>
    engine.imports.sync(input, { signal }),
  );
  const tap = useMutation(ask.asks.practise.mutationOptions());
  return (
    <>
      {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
      {tap.error === null ? null : <Refusal error={tap.error} />}
      <Group gap="sm">
        {account.isPractice ? (
          <Button
            size="xs"
            loading={tap.isPending}
            onClick={() => tap.mutate({ account: account.id, person, act: 'tap', card })}
          >
            {t('step.tap.practise')}
          </Button>
        ) : null}
        <Button
          size="xs"
          variant="default"
          loading={state.kind === 'working'}
          onClick={() => start({ account: account.id })}
        >
          {t('step.tap.button')}
        </Button>
        {state.kind === 'done' ? (
          <Text size="sm" role="status">
            {t('step.tap.notYet')}
          </Text>
        ) : null}
      </Group>
    </>
  );
}
