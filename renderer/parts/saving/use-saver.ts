import { useEffect, useState, useSyncExternalStore } from 'react';
import { Saver } from './saver.ts';
import type { SavingWays, Writing } from './saving-ways.ts';

/** Something that is written here and saves itself; leaving saves at once. */
export function useSaver<Saved, Content extends object>(
  ways: SavingWays<Saved, Content>,
  saved: Saved,
): { readonly writing: Writing<Saved, Content>; readonly saver: Saver<Saved, Content> } {
  const [saver] = useState(() => new Saver(ways, saved));
  const writing = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => saver.notice(saved), [saver, saved]);
  useEffect(() => () => void saver.flush(), [saver]);
  return { writing, saver };
}
