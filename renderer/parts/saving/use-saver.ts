import { useEffect, useState, useSyncExternalStore } from 'react';
import { Saver } from './saver.ts';
import type { SavingWays, Writing } from './saving-ways.ts';

/**
 * Something that is written here and saves itself; leaving saves at once.
 *
 * @param onSaved - hears of every save, also of the one at leaving, so that whoever opens it next begins with that.
 */
export function useSaver<Saved, Content extends object>(
  ways: SavingWays<Saved, Content>,
  saved: Saved,
  onSaved: (saved: Saved) => void,
): { readonly writing: Writing<Saved, Content>; readonly saver: Saver<Saved, Content> } {
  const [saver] = useState(() => new Saver(telling(ways, onSaved), saved));
  const writing = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => saver.notice(saved), [saver, saved]);
  useEffect(() => () => void saver.flush(), [saver]);
  return { writing, saver };
}

function telling<Saved, Content>(
  ways: SavingWays<Saved, Content>,
  onSaved: (saved: Saved) => void,
): SavingWays<Saved, Content> {
  return {
    ...ways,
    save: async (order) => {
      const answer = await ways.save(order);
      if (answer.kind === 'saved') onSaved(answer.saved);
      return answer;
    },
  };
}
