import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { RequestRow, SavedCard } from '#shared/contract/asks.ts';

/** Sends the card to the tester, or says what became of it and when it may be sent again. */
export function SendCardStep({
  card,
  person,
  request,
}: {
  readonly card: SavedCard;
  readonly person: string;
  readonly request: RequestRow | null;
}): ReactElement {
  const { t } = useTranslation(['ask-try', 'states', 'reasons']);
  const tell = useMomentWords();
  const may = useQuery(ask.asks.mayAsk.queryOptions({ input: { person, card: card.id } })).data;
  const send = useMutation(ask.asks.send.mutationOptions());
  return (
    <>
      {request === null ? null : (
        <Text size="sm" role="status">
          {t('ask-try:step.card.state', { state: t(`states:delivery.${request.state}`) })}
          {request.reason === null ? null : ` ${t(`reasons:${request.reason}.why`)}`}
        </Text>
      )}
      {may?.kind === 'not' && request === null ? (
        <Text size="sm">
          {t(`reasons:${may.reason}.why`)}
          {may.earliest === null ? null : ` ${t('ask-try:step.card.earliest', { when: tell(may.earliest) })}`}
        </Text>
      ) : null}
      {send.error === null ? null : <Refusal error={send.error} />}
      {may?.kind === 'ok' ? (
        <Group>
          <Button size="xs" loading={send.isPending} onClick={() => send.mutate({ card: card.id, people: [person] })}>
            {t('ask-try:step.card.button')}
          </Button>
        </Group>
      ) : null}
    </>
  );
}
