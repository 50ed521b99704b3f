import { useQueryClient } from '@tanstack/react-query';
import { ask } from '#renderer/client/engine-client.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';

/** Keeps a card that was saved in every list of cards that was read, so that whatever opens it next begins with it. */
export function useKeepCard(): (saved: SavedCard) => void {
  const queries = useQueryClient();
  return (saved) => {
    const lists = queries.getQueriesData<SavedCard[]>({ queryKey: ask.asks.cards.key({ type: 'query' }) });
    for (const [queryKey] of lists) {
      queries.setQueryData<SavedCard[]>(queryKey, (cards) =>
        cards?.map((card) => (card.id === saved.id && card.version < saved.version ? saved : card)),
      );
    }
    // Of all accounts: what an editor is opened from. A new card is the one that was changed last.
    queries.setQueryData(ask.asks.cards.queryKey({ input: { account: null } }), (cards) =>
      cards === undefined || cards.some(({ id }) => id === saved.id) ? cards : [saved, ...cards],
    );
  };
}
