import { Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { AccountChoice } from './account-choice.tsx';
import { DropPlace } from './drop-place.tsx';
import type { GoImport, ImportAddress } from './import-address.ts';
import { PastImports } from './past-imports.tsx';
import { SyncList } from './sync-list.tsx';
import { useHandingOver } from './use-handing-over.ts';
import { WorkBar } from './work-bar.tsx';

/** Step one: which file, and for which account. */
export function FileStep({ address, go }: { readonly address: ImportAddress; readonly go: GoImport }): ReactElement {
  const { t, i18n } = useTranslation('import');
  const start = useQuery(ask.imports.start.queryOptions({ input: {} }));
  const accounts = start.data?.accounts ?? [];
  const [only] = accounts;
  const handing = useHandingOver(({ ticket, name }) => {
    const file = { ticket, name, map: [], encoding: null, dates: null, prepared: null, import: null };
    // Where there is one account only there is nothing to ask.
    if (only !== undefined && accounts.length === 1) go({ ...file, account: only.id, step: 'columns' });
    else go(file);
  });
  const { state } = handing;
  if (state.kind === 'sending') {
    const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' }).format(state.part);
    return (
      <WorkBar text={t('file.sending', { name: state.name, percent })} part={state.part} cancel={handing.cancel} />
    );
  }
  return (
    <Stack gap="xl">
      {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
      {start.isError ? <Refusal error={start.error} retry={() => void start.refetch()} /> : null}
      <DropPlace take={handing.start} chosen={address.ticket === null ? null : address.name} />
      {address.ticket === null || start.data === undefined ? null : (
        <AccountChoice start={start.data} address={address} go={go} />
      )}
      <SyncList accounts={accounts} go={go} />
      <PastImports imports={start.data?.past ?? []} />
    </Stack>
  );
}
