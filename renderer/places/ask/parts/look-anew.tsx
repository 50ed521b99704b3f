import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { engine } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';

/** Whether nothing was sent because the card was changed since it was looked at. */
export function isCardChanged(error: unknown): boolean {
  return refusalOf(error).refusal?.kind === 'cardChangedSince';
}

/** The way on after {@link isCardChanged}: reads the card anew, to be looked at before it is sent. */
export function LookAnew({
  account,
  card,
  look,
}: {
  readonly account: string;
  readonly card: string;
  /** Gets the card as it is now. */
  readonly look: (card: SavedCard) => void;
}): ReactElement {
  const { t } = useTranslation('ask-people');
  const read = useMutation({
    mutationFn: async () => {
      const now = (await engine.asks.cards({ account })).find(({ id }) => id === card);
      if (now === undefined) throw new Error(`Card ${card} was deleted meanwhile.`);
      return now;
    },
    onSuccess: look,
  });
  return (
    <>
      {read.error === null ? null : <Refusal error={read.error} />}
      <Group>
        <Button size="xs" loading={read.isPending} onClick={() => read.mutate()}>
          {t('confirm.lookAnew')}
        </Button>
      </Group>
    </>
  );
}
