import { Button, Group, Select, Stack, Text, Title } from '@mantine/core';
import { type ReactElement, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { ImportAccount } from '#shared/contract/imports.ts';
import type { GoImport } from './import-address.ts';
import { useWorkText } from './use-work-text.ts';
import { WorkBar } from './work-bar.tsx';

/** The other way to a list: Meta knows everybody who has given permission. */
export function SyncList({
  accounts,
  go,
}: {
  readonly accounts: readonly ImportAccount[];
  readonly go: GoImport;
}): ReactElement | null {
  const { t } = useTranslation('import');
  const connected = accounts.filter(({ isConnected }) => isConnected);
  const [chosen, setChosen] = useState<string | null>(null);
  const account = connected.find(({ id }) => id === chosen) ?? connected[0];
  const workText = useWorkText();
  const work = useLongWork<{ readonly account: string }, { readonly import: string }>((input, signal) =>
    engine.imports.sync(input, { signal }),
  );
  const { state } = work;
  useEffect(() => {
    if (state.kind === 'done') go({ step: 'done', import: state.result.import, ticket: null, prepared: null });
  }, [state, go]);
  if (account === undefined) return null;
  const { text, part } = workText(state.kind === 'working' ? state.progress : null, t('sync.begin'));
  return (
    <Stack gap="sm">
      <Stack gap={2}>
        <Title order={2} size="h4">
          {t('sync.title')}
        </Title>
        <Text c="dimmed" size="sm">
          {t('sync.text')}
        </Text>
      </Stack>
      {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
      {state.kind === 'working' || state.kind === 'done' ? (
        <WorkBar text={text} part={part} cancel={work.cancel} />
      ) : (
        <Group align="flex-end">
          {connected.length > 1 ? (
            <Select
              label={t('sync.account')}
              data={connected.map(({ id, name }) => ({ value: id, label: name }))}
              value={account.id}
              onChange={setChosen}
              allowDeselect={false}
            />
          ) : null}
          <Button variant="default" onClick={() => work.start({ account: account.id })}>
            {t('sync.button', { account: account.name })}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
