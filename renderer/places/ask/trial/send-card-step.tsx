import { Button, Group, Text } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { useMomentWords } from '#renderer/parts/moment-text.tsx';
import { Refusal } from '#renderer/parts/refusal.tsx';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { MayAsk, RequestRow } from '#shared/contract/ask-answers.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { CardAsNow } from '../parts/card-as-now.tsx';
import { isCardChanged, LookAnew } from '../parts/look-anew.tsx';
import { PERSON_AGAIN_MS } from '../who/ask-again.ts';

/** The card that is tried. */
export interface Looked {
  /** As it was when it was looked at: one that another window changed since is refused. */
  readonly card: SavedCard;
  /** Whether it was changed meanwhile, and is shown as it is now. */
  readonly isAnew: boolean;
}

/** Sends the card to the tester, or says what became of it and when it may be sent again. */
export function SendCardStep({
  account,
  looked: { card, isAnew },
  lookAnew,
  person,
  request,
}: {
  readonly account: AccountView;
  readonly looked: Looked;
  /** Gets the card as it is now, after it was refused because it was changed. */
  readonly lookAnew: (card: SavedCard) => void;
  readonly person: string;
  readonly request: RequestRow | null;
}): ReactElement {
  const { t } = useTranslation('ask-try');
  const may = useQuery({
    ...ask.asks.mayAsk.queryOptions({ input: { person, card: card.id } }),
    // A time that was named comes, and a window ends, while nothing else happens.
    refetchInterval: PERSON_AGAIN_MS,
  }).data;
  const send = useMutation(ask.asks.send.mutationOptions());
  const isChanged = isCardChanged(send.error);
  return (
    <>
      {request === null ? <WhyNot may={may} /> : <CardState request={request} />}
      {isAnew && !send.isSuccess ? <CardAsNow account={account} card={card} /> : null}
      {send.error === null ? null : <Refusal error={send.error} />}
      {isChanged ? <LookAnew account={account.id} card={card.id} look={lookAnew} /> : null}
      {may?.kind === 'ok' ? (
        <Group>
          <Button
            size="xs"
            disabled={isChanged}
            loading={send.isPending}
            onClick={() => send.mutate({ card: card.id, version: card.version, people: [person] })}
          >
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
