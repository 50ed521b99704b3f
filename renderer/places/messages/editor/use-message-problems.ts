import { useMemo } from 'react';
import type { Platform } from '#shared/domain/account.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import type { ContentProblem } from '#shared/rules/message-content-check.ts';
import { withoutFollowing } from './without-following.ts';

/** What Meta would refuse about a message, found here at once by the rules the engine launches by; each named once. */
export function useMessageProblems(messageJson: string, platform: Platform): readonly ContentProblem[] {
  return useMemo(
    () => withoutFollowing(messageProblems(JSON.parse(messageJson), { platform, purpose: 'campaign' })),
    [messageJson, platform],
  );
}
