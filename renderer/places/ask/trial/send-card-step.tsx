import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { MayAsk, RequestRow } from '#shared/contract/asks.ts';

/** Sends the card to the tester, or says what became of it and when it may be sent again. */
export function SendCardStep({
  card,
  version,
  person,
  request,
}: {
  readonly card: string;
  /** The version that was looked at. */
  readonly version: number;
  readonly person: string;
  readonly request: RequestRow | null;
}): ReactElement {
  const { t } = useTranslation('ask-try');
  const may = useQuery(ask.asks.mayAsk.queryOptions({ input: { person, card } })).data;
  const send = useMutation(ask.asks.send.mutationOptions());
  return (
    <>
      {request === null ? <WhyNot may={may} /> : <CardState request={request} />}
      {send.error === null ? null : <Refusal error={send.error} />}
      {may?.kind === 'ok' ? (
        <Group>
          <Button size="xs" loading={send.isPending} onClick={() => send.mutate({ card, version, people: [person] })}>
            {t('step.card.button')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}

function CardState({ request: { state, reason, due } }: { readonly request: RequestRow }): ReactElement {
  const { t } = useTranslation(['ask-try', 'states', 'reasons']);
  const tell = useMomentWords();
  const when = state === 'scheduled' ? due : null;
  return (
    <Text size="sm" role="status">
      {t('ask-try:step.card.state', { state: t(`states:delivery.${state}`) })}
      {reason === null ? null : ` ${t(`reasons:${reason}.why`)}`}
      {when === null ? null : ` ${t('ask-try:step.card.earliest', { when: tell(when) })}`}
    </Text>
  );
}

function WhyNot({ may }: { readonly may: MayAsk | undefined }): ReactElement | null {
  const { t } = useTranslation(['ask-try', 'reasons']);
  const tell = useMomentWords();
  if (may?.kind !== 'not') return null;
  // Who has said yes already is asked at no later time either.
  const earliest = may.reason === 'alreadyHeld' ? null : may.earliest;
  return (
    <Text size="sm">
      {t(`reasons:${may.reason}.why`)}
      {earliest === null ? null : ` ${t('ask-try:step.card.earliest', { when: tell(earliest) })}`}
    </Text>
  );
}
