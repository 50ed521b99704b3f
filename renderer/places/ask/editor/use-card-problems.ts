import { useMemo } from 'react';
import type { Platform } from '#shared/domain/account.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import type { ContentProblem } from '#shared/rules/message-content-check.ts';
import { optInMessageJson } from '#shared/rules/opt-in-message.ts';
import type { Card } from './card-content.ts';

/** Where the card's own fields stand in what is sent. */
export const CARD_PATH = 'message.attachment.payload';

/** How the place of a follow-up is called. */
export const followUpPath = (index: number): string => `followUps[${index}]`;

/** What Meta would refuse about a card and its follow-ups, found here at once by the rules the engine sends by. */
export function useCardProblems(
  card: Card,
  followUps: readonly string[],
  platform: Platform,
): readonly ContentProblem[] {
  return useMemo(
    () => [
      ...messageProblems(JSON.parse(optInMessageJson(card)), { platform, purpose: 'optInRequest' }),
      ...followUps.flatMap((text, index) =>
        messageProblems(
          { text },
          { platform, purpose: index === 0 ? 'firstFollowUp' : 'laterFollowUp', path: followUpPath(index) },
        ),
      ),
    ],
    [card, followUps, platform],
  );
}
