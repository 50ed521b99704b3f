import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { ask } from '#renderer/client/engine-client.ts';
import type { CardLook, SavedCard } from '#shared/contract/opt-in-card.ts';
import type { CardContent } from './card-content.ts';

/** Quiet after the last key before the engine looks at the card, in ms: it is on this computer (Sundial's choice). */
const LOOK_AFTER_MS = 200;

/** What the engine says the card will be: its bytes and what is worth a look; `null` until it said so. */
export function useLook({ id, account }: Pick<SavedCard, 'id' | 'account'>, content: CardContent): CardLook | null {
  const [{ card, followUps }] = useDebouncedValue(content, LOOK_AFTER_MS);
  const look = useQuery(
    ask.asks.look.queryOptions({
      input: { account, id, card, followUps: [...followUps] },
      placeholderData: keepPreviousData,
    }),
  );
  return look.data ?? null;
}
