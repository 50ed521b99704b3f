import type { EngineParts } from '#engine/engine-parts.ts';
import type { Campaign } from '#shared/domain/campaign.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { messageProblems } from '#shared/rules/message-content.ts';
import { refuseContent } from '#shared/rules/refuse-content.ts';
import { findAccount } from './find-account.ts';

/**
 * Refuses the launch of a message that Meta would not take: drafts may be incomplete, what is launched may not.
 *
 * @throws {DomainError} `invalidMessage` with the first thing that is wrong.
 */
export async function refuseIncomplete(parts: EngineParts, campaign: Campaign): Promise<void> {
  const { platform } = await findAccount(parts, toPublicId('account', campaign.accountId));
  const message: unknown = JSON.parse(campaign.messageJson);
  const [problem] = messageProblems(message, { platform, purpose: 'campaign' });
  if (problem !== undefined) throw refuseContent(problem);
}
