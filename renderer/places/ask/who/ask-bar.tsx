import { Button, Group, Stack, Text } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { IconSend } from '@tabler/icons-react';
import { type ReactElement, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { AccountView } from '#shared/contract/accounts.ts';
import type { PlannedCards, SavedCard } from '#shared/contract/asks.ts';
import { CardChoice } from '../parts/card-choice.tsx';
import { AskConfirm } from './ask-confirm.tsx';
import { NotAsked } from './not-asked.tsx';

/** Choosing the card, and asking: those who are ticked, or everybody. */
export function AskBar({
  account,
  choice,
  cards,
  card,
  chooseCard,
  chosen,
  asked,
}: {
  readonly account: AccountView;
  /** The choice of another account, where there are several. */
  readonly choice: ReactNode;
  readonly cards: readonly SavedCard[];
  readonly card: SavedCard | null;
  readonly chooseCard: (card: string | null) => void;
  readonly chosen: readonly string[];
  readonly asked: () => void;
}): ReactElement {
  const { t } = useTranslation('ask-people');
  // The card that is looked at while the question is open; the list behind it goes on being read.
  const [looked, setLooked] = useState<SavedCard | null>(null);
  const [isOpen, { open, close }] = useDisclosure(false);
  const [left, setLeft] = useState<PlannedCards['not']>([]);
  const ask = (): void => {
    setLooked(card);
    open();
  };
  const done = (result: PlannedCards): void => {
    close();
    setLeft(result.not);
    asked();
  };
  return (
    <Stack gap="sm">
      <Group align="flex-end" gap="sm">
        {choice}
        <CardChoice cards={cards} card={card?.id ?? null} choose={chooseCard} />
        <Button leftSection={<IconSend size={16} aria-hidden />} disabled={card === null} onClick={ask}>
          {chosen.length === 0 ? t('ask.everybody') : t('ask.chosen', { count: chosen.length })}
        </Button>
      </Group>
      {card === null && cards.length > 0 ? (
        <Text size="sm" c="dimmed">
          {t('card.first')}
        </Text>
      ) : null}
      <NotAsked left={left} close={() => setLeft([])} />
      {looked === null ? null : (
        <AskConfirm
          key={`${looked.id} ${looked.version}`}
          isOpen={isOpen}
          close={close}
          account={account}
          card={looked}
          chosen={chosen}
          done={done}
        />
      )}
    </Stack>
  );
}
