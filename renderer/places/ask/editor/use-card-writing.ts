import { useEffect, useState, useSyncExternalStore } from 'react';
import type { SavedCard } from '#shared/contract/asks.ts';
import { CardSaver, type CardWriting } from './card-saver.ts';

/** A card that is written here and saves itself; leaving saves at once. */
export function useCardWriting(card: SavedCard): { readonly writing: CardWriting; readonly saver: CardSaver } {
  const [saver] = useState(() => new CardSaver(card));
  const writing = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => saver.notice(card), [saver, card]);
  useEffect(() => () => void saver.flush(), [saver]);
  return { writing, saver };
}
