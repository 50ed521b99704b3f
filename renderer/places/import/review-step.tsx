import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { useLongWork } from '#renderer/parts/use-long-work.ts';
import type { ListOrder, PreparedImport } from '#shared/contract/imports.ts';
import type { GoImport, ImportAddress } from './import-address.ts';
import { Review } from './review.tsx';
import { useWorkText } from './use-work-text.ts';
import { WorkBar } from './work-bar.tsx';

type Order = ListOrder & { readonly account: string };

interface StepProps {
  readonly address: ImportAddress;
  readonly go: GoImport;
}

/** Step three: what the file would change. It is worked out first, which takes a while for a long list; nothing is stored meanwhile. */
export function ReviewStep({ address, go }: StepProps): ReactElement {
  if (address.prepared === null) return <WorkOut key={address.ticket} address={address} go={go} />;
  return <Prepared prepared={address.prepared} go={go} />;
}

function WorkOut({ address, go }: StepProps): ReactElement {
  const { t } = useTranslation('import');
  const workText = useWorkText();
  const { ticket, map, encoding, dates, account } = address;
  const work = useLongWork<Order, PreparedImport>((input, signal) => engine.imports.workOut(input, { signal }));
  const { start, state } = work;
  const isOrdered = ticket !== null && account !== null;
  // As text, so that an equal order starts nothing anew.
  const order = isOrdered ? JSON.stringify({ ticket, map, encoding, dates, account }) : null;
  useEffect(() => {
    if (order !== null) start(JSON.parse(order) as Order); // written on the line above
  }, [order, start]);
  useEffect(() => {
    if (state.kind === 'done') go({ prepared: state.result.prepared }, { replace: true });
    if (state.kind === 'cancelled') go({ step: 'columns' }, { replace: true });
  }, [state, go]);
  useEffect(() => {
    if (!isOrdered) go({ step: 'file' }, { replace: true });
  }, [isOrdered, go]);
  if (state.kind === 'failed') {
    return (
      <Stack gap="md" align="flex-start">
        <Refusal error={state.error} />
        <Group>
          <Button variant="default" onClick={() => go({ step: 'columns' })}>
            {t('review.toColumns')}
          </Button>
        </Group>
      </Stack>
    );
  }
  const { text, part } = workText(state.kind === 'working' ? state.progress : null, t('progress.begin'));
  return <WorkBar text={text} part={part} cancel={work.cancel} />;
}

function Prepared({ prepared, go }: { readonly prepared: string; readonly go: GoImport }): ReactElement {
  const { t } = useTranslation('import');
  const shown = useQuery(
    ask.imports.prepared.queryOptions({ input: { prepared }, staleTime: Number.POSITIVE_INFINITY }),
  );
  if (shown.data !== undefined) return <Review prepared={shown.data} go={go} />;
  if (!shown.isError) return <Stack aria-busy mih={300} />;
  const isGone = refusalOf(shown.error).code === 'notFound';
  return (
    <Stack gap="md" align="flex-start">
      <Refusal error={shown.error} />
      <Button onClick={() => go(isGone ? { prepared: null } : { step: 'columns' }, { replace: true })}>
        {t('review.again')}
      </Button>
    </Stack>
  );
}
