import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { PlannedCards } from '#shared/contract/ask-answers.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { CardChoice } from '../parts/card-choice.tsx';
import { AskConfirm } from './ask-confirm.tsx';
import { NotAsked } from './not-asked.tsx';
import { type Whom, whomOf } from './whom.ts';

/** What a question that is open asks: it stays as it was looked at. */
export interface Looked {
  readonly card: SavedCard;
  /** Whether the card was changed while the question was open, and is shown as it is now. */
  readonly isAnew: boolean;
  readonly whom: Whom;
}

/** Choosing the card, and asking: those who are ticked, or everybody. */
export function AskBar({
  account,
  choice,
  cards,
  card,
  chooseCard,
  chosen,
  outOfReach,
  forget,
}: {
  readonly account: AccountView;
  /** The choice of another account, where there are several. */
  readonly choice: ReactNode;
  readonly cards: readonly SavedCard[];
  readonly card: SavedCard | null;
  readonly chooseCard: (card: string | null) => void;
  /** Everybody who was ticked, whatever became of them meanwhile; nobody = everybody who may be asked. */
  readonly chosen: ReadonlySet<string>;
  /** How many of the chosen have no tick in the list. */
  readonly outOfReach: number;
  /** Unticks everybody. */
  readonly forget: () => void;
}): ReactElement {
  const { t } = useTranslation('ask-people');
  // What is looked at while the question is open, card and people: the list behind it goes on being read.
  const [looked, setLooked] = useState<Looked | null>(null);
  const [isOpen, { open, close }] = useDisclosure(false);
  const [left, setLeft] = useState<PlannedCards['not']>([]);
  const ask = (): void => {
    if (card === null) return;
    setLooked({ card, isAnew: false, whom: whomOf(chosen) });
    open();
  };
  const done = (result: PlannedCards): void => {
    close();
    setLeft(result.not);
    forget();
  };
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        {choice}
        <CardChoice cards={cards} card={card?.id ?? null} choose={chooseCard} />
        <Button leftSection={<IconSend size={16} aria-hidden />} disabled={card === null} onClick={ask}>
          {chosen.size === 0 ? t('ask.everybody') : t('ask.chosen', { count: chosen.size })}
        </Button>
      </Group>
      {card === null && cards.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t('card.first')}
        </Text>
      ) : null}
      {outOfReach === 0 ? null : (
        <Group gap="sm">
          <Text size="sm">{t('ask.outOfReach', { count: outOfReach })}</Text>
          <Button size="compact-sm" variant="default" onClick={forget}>
            {t('ask.untick')}
          </Button>
        </Group>
      )}
      <NotAsked left={left} close={() => setLeft([])} />
      {looked === null ? null : (
        <AskConfirm
          key={`${looked.card.id} ${looked.card.version}`}
          isOpen={isOpen}
          close={close}
          account={account}
          looked={looked}
          lookAnew={(now) => setLooked({ ...looked, card: now, isAnew: true })}
          done={done}
        />
      )}
    </Stack>
  );
}
