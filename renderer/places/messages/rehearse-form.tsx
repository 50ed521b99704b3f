import { Button, Checkbox, Group, Select, Stack } from '@mantine/core';
import { TimeInput } from '@mantine/dates';
import { useQuery } from '@tanstack/react-query';
import { type ReactElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';

/** How a rehearsal is played. */
export interface RehearseWish {
  readonly asleep: { readonly from: string; readonly to: string } | null;
  readonly rulePack: string | null;
}

/** When this computer sleeps, and which of Meta's limits count. */
export function RehearseForm({
  isBusy,
  play,
}: {
  readonly isBusy: boolean;
  readonly play: (wish: RehearseWish) => void;
}): ReactElement {
  const { t } = useTranslation('rehearse');
  const [sleeps, setSleeps] = useState(false);
  const [from, setFrom] = useState('22:00');
  const [to, setTo] = useState('07:00');
  const [rulePack, setRulePack] = useState<string | null>(null);
  const { data } = useQuery(ask.about.read.queryOptions({ input: {} }));
  const isReady = !sleeps || (from !== '' && to !== '' && from !== to);
  return (
    <Stack maw={640}>
      <Checkbox label={t('sleeps')} checked={sleeps} onChange={(event) => setSleeps(event.currentTarget.checked)} />
      {sleeps ? (
        <Group>
          <TimeInput label={t('from')} value={from} onChange={(event) => setFrom(event.currentTarget.value)} />
          <TimeInput label={t('to')} value={to} onChange={(event) => setTo(event.currentTarget.value)} />
        </Group>
      ) : null}
      <Select
        label={t('limits')}
        placeholder={t('ownLimits')}
        data={(data?.rulePacks ?? []).map(({ name }) => name)}
        value={rulePack}
        onChange={setRulePack}
        clearable
        clearButtonProps={{ 'aria-label': t('ownLimits') }}
      />
      <Group>
        <Button
          loading={isBusy}
          disabled={!isReady}
          onClick={() => play({ asleep: sleeps ? { from, to } : null, rulePack })}
        >
          {t('play')}
        </Button>
      </Group>
    </Stack>
  );
}
