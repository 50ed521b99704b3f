import { useEffect, useState, useSyncExternalStore } from 'react';
import type { MessageDraft } from '#shared/contract/messages.ts';
import { DraftSaver, type Writing } from './draft-saver.ts';

/** A draft that is written here and saves itself; leaving saves at once. */
export function useDraft(draft: MessageDraft): { readonly writing: Writing; readonly saver: DraftSaver } {
  const [saver] = useState(() => new DraftSaver(draft));
  const writing = useSyncExternalStore(saver.subscribe, saver.read);
  useEffect(() => saver.notice(draft), [saver, draft]);
  useEffect(() => () => void saver.flush(), [saver]);
  return { writing, saver };
}
