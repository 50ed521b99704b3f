import { createContext, useContext } from 'react';
import type { Platform } from '#shared/domain/account.ts';
import type { ContentProblem } from '#shared/rules/message-content-check.ts';

/** What the fields of a message or a card share. */
export interface EditorFacts {
  readonly platform: Platform;
  /** What Meta would refuse, by the engine's own rules. */
  readonly problems: readonly ContentProblem[];
  /** Whether empty fields are pointed out everywhere, or only where somebody was already. */
  readonly showsMissing: boolean;
}

/** See {@link EditorFacts}. */
export const EditorContext = createContext<EditorFacts>({ platform: 'messenger', problems: [], showsMissing: false });

/** The facts the fields share. */
export function useEditor(): EditorFacts {
  return useContext(EditorContext);
}
