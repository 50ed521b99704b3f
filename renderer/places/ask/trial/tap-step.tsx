import { Button, Group, Text } from '@mantine/core';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';

/** Looks into Meta's list for the yes, for those to whom no webhook tells it. */
export function TapStep({ account }: { readonly account: string }): ReactElement {
  const { t } = useTranslation('ask-try');
  const { state, start } = useLongWork<{ readonly account: string }, unknown>((input, signal) =>
    engine.imports.sync(input, { signal }),
  );
  return (
    <>
      {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
      <Group gap="sm">
        <Button size="xs" variant="default" loading={state.kind === 'working'} onClick={() => start({ account })}>
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
