import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { BeginButton } from '#renderer/parts/begin-button.tsx';
import { dayText } from '#renderer/parts/day-format.ts';
import { useRefusalNotice } from '#renderer/places/messages/use-refusal-notice.tsx';
import type { Sender } from '#shared/contract/messages.ts';
import { emptyCard } from '../editor/card-content.ts';

/** Begins a card and opens it; where there are several accounts, asks for which one. */
export function NewCard({ senders }: { readonly senders: readonly Sender[] }): ReactElement {
  const { t, i18n } = useTranslation('ask');
  const navigate = useNavigate();
  const refuse = useRefusalNotice();
  const begin = async (account: string | null): Promise<void> => {
    if (account === null) return;
    try {
      const { now } = await engine.about.read({});
      const name = t('cards.newName', { day: dayText(now.here.local, i18n.language) });
      const card = { account, name, card: emptyCard(), followUps: [] };
      const { id } = await engine.asks.save({ ...card, id: null, version: null });
      await navigate({ to: '/ask/cards/$card', params: { card: id } });
    } catch (error) {
      refuse(error);
    }
  };
  return (
    <BeginButton
      senders={senders}
      label={t('cards.new')}
      which={t('cards.newFrom')}
      isResting={senders.length === 0}
      begin={begin}
    />
  );
}
