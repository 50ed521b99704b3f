import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { useTranslation } from 'react-i18next';
import { ask } from '#renderer/client/engine-client.ts';
import { Refusal } from '#renderer/parts/refusal.tsx';
import { refusalOf } from '#renderer/parts/refusal-of.ts';
import { LONGEST_NAME } from '#shared/contract/message-draft.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { type CardContent, copyOf } from './card-content.ts';
import type { CardSaver, CardWriting } from './card-ways.ts';
import { TwoCards } from './two-cards.tsx';
import { useKeepCard } from './use-keep-card.ts';

/** What stands in the way of saving, if anything does, with ways out. */
export function CardTrouble({
  writing: { content, state },
  saver,
}: {
  readonly writing: CardWriting;
  readonly saver: CardSaver;
}): ReactElement | null {
  if (state.kind === 'failed') {
    // A line that went comes back by itself, and is said beside the name.
    if (refusalOf(state.error).code === 'lineLost') return null;
    return <Refusal error={state.error} retry={() => void saver.flush()} />;
  }
  return state.kind === 'stale' ? <TwoSaved mine={content} theirs={state.theirs} saver={saver} /> : null;
}

/** Somebody saved this card in another window meanwhile: both texts, and what to do about them. Both can be kept. */
function TwoSaved({
  mine,
  theirs,
  saver,
}: {
  readonly mine: CardContent;
  readonly theirs: SavedCard;
  readonly saver: CardSaver;
}): ReactElement {
  const { t } = useTranslation('ask-card');
  const keepBoth = useKeepBoth(mine, theirs, saver);
  return (
    <Alert color="yellow" role="alert" title={t('two.title')}>
      <Stack gap="sm">
        <Text size="sm">{t('two.what')}</Text>
        <TwoCards mine={mine} theirs={theirs} />
        {keepBoth.error === null ? null : <Refusal error={keepBoth.error} />}
        <Group gap="xs">
          <Button size="xs" onClick={() => saver.keepMine()}>
            {t('two.keepMine')}
          </Button>
          <Button size="xs" variant="default" onClick={() => saver.takeTheirs()}>
            {t('two.takeTheirs')}
          </Button>
          <Button size="xs" variant="default" disabled={keepBoth.isBusy} onClick={keepBoth.keep}>
            {t('two.keepBoth')}
          </Button>
        </Group>
      </Stack>
    </Alert>
  );
}

/** What was written here becomes a card of its own, which is opened; the other stays as it was saved. */
function useKeepBoth(
  { name, card, followUps }: CardContent,
  theirs: SavedCard,
  saver: CardSaver,
): { readonly error: unknown; readonly isBusy: boolean; readonly keep: () => void } {
  const { t } = useTranslation('ask');
  const navigate = useNavigate();
  const keepCard = useKeepCard();
  const add = useMutation(
    ask.asks.save.mutationOptions({
      onSuccess: (added) => {
        keepCard(added);
        saver.takeTheirs();
        void navigate({ to: '/ask/cards/$card', params: { card: added.id } });
      },
    }),
  );
  const written = name.trim() === '' ? theirs.name : name.trim();
  const copyName = t('cards.copyName', { name: written }).slice(0, LONGEST_NAME);
  const copy = { account: theirs.account, name: copyName, card: copyOf(card), followUps: [...followUps] };
  return {
    error: add.error,
    isBusy: add.isPending,
    keep: () => add.mutate({ ...copy, id: null, version: null }),
  };
}
