import { createContext, useContext, useMemo } from 'react';
import type { Platform } from '#shared/domain/account.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import type { ContentProblem } from '#shared/rules/message-content-check.ts';

/** What the fields of a message share. */
export interface EditorFacts {
  readonly platform: Platform;
  /** What Meta would refuse, by the engine's own rules. */
  readonly problems: readonly ContentProblem[];
  /** Whether empty fields are pointed out everywhere, or only where somebody was already. */
  readonly showsMissing: boolean;
}

/** See {@link EditorFacts}. */
export const EditorContext = createContext<EditorFacts>({ platform: 'messenger', problems: [], showsMissing: false });

/** The facts the fields of a message share. */
export function useEditor(): EditorFacts {
  return useContext(EditorContext);
}

/** What Meta would refuse about a message, found here at once by the rules the engine launches by. */
export function useMessageProblems(messageJson: string, platform: Platform): readonly ContentProblem[] {
  return useMemo(
    () => messageProblems(JSON.parse(messageJson), { platform, purpose: 'campaign' }),
    [messageJson, platform],
  );
}
