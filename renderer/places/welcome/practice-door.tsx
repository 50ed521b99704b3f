import { Button, Stack, Text } from '@mantine/core';
import { IconSparkles } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactElement, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { ask, engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { type LongWorkState, useLongWork } from '#renderer/parts/use-long-work.ts';
import { Door } from './door.tsx';
import { openPractice, type PracticeOpened } from './open-practice.ts';

/** The way in that takes one click: a practice shop with its people, and then straight to writing to them. */
export function PracticeDoor(): ReactElement {
  const { t } = useTranslation('welcome');
  const navigate = useNavigate();
  const start = useQuery(ask.accounts.list.queryOptions({ input: {} }));
  const hasPractice = start.data?.accounts.some(({ isPractice }) => isPractice) ?? false;
  const work = useLongWork<string, PracticeOpened>((firstMessage, signal) =>
    Promise.resolve(openPractice(engine, firstMessage, signal)),
  );
  const { state, reset } = work;
  useEffect(() => {
    if (state.kind !== 'done') return;
    const { draft } = state.result;
    const going =
      draft === null
        ? navigate({ to: '/messages' })
        : navigate({ to: '/messages/$campaign', params: { campaign: draft } });
    void going.then(reset);
  }, [state, navigate, reset]);
  return (
    <Door
      icon={<IconSparkles size={40} stroke={1.4} aria-hidden />}
      title={t('practice.title')}
      text={t('practice.text')}
    >
      <Stack gap={0} w="100%">
        {state.kind === 'failed' ? <Refusal error={state.error} /> : null}
        <Progressing state={state} />
        <Button
          size="md"
          fullWidth
          loading={state.kind === 'working' || state.kind === 'done'}
          onClick={() => work.start(t('practice.firstMessage'))}
        >
          {hasPractice ? t('practice.goOn') : t('practice.button')}
        </Button>
      </Stack>
    </Door>
  );
}

/** What is happening, read out as it changes. */
function Progressing({ state }: { readonly state: LongWorkState<PracticeOpened> }): ReactElement {
  const { t } = useTranslation('welcome');
  const count = state.kind === 'working' ? (state.progress?.done ?? 0) : 0;
  const isBusy = state.kind === 'working' || state.kind === 'done';
  const text = count > 0 ? t('practice.people', { count }) : t('practice.opening');
  return (
    <Text size="sm" c="dimmed" role="status" pb={isBusy ? 'xs' : 0}>
      {isBusy ? text : null}
    </Text>
  );
}
