import { createHash } from 'node:crypto';
import { type MomentTeller, momentTeller } from '#engine/screens/moments.ts';
import type { DraftText, StoredDraft } from '#engine/store/operations/drafts-rows.ts';
import type { DraftContent } from '#shared/contract/message-draft.ts';
import type { MessageDraft, Sender } from '#shared/contract/messages.ts';
import type { Account } from '#shared/domain/account.ts';
import { toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { epochMs } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';
import { findAccount } from './find-account.ts';
import type { UseCaseContext } from './use-case.ts';

/** A draft as screens know it. */
export async function draftDocument(draft: StoredDraft, context: UseCaseContext): Promise<MessageDraft> {
  const tell = await momentTeller(context);
  const { campaign } = draft;
  const { time } = campaign.schedule;
  const account = await findAccount(context.parts, toPublicId('account', campaign.accountId));
  return {
    campaign: toPublicId('campaign', campaign.id),
    state: campaign.state,
    content: contentOf({ ...campaign, answeredBy: draft.answeredBy }),
    sender: senderOf(account),
    version: draft.version,
    savedAt: orNull(draft.savedAt, tell),
    createdAt: tell(campaign.createdAt, null),
    messageHash: createHash('sha256').update(campaign.messageJson).digest('hex'),
    instant: time.kind === 'instant' ? tell(time.at, null) : null,
  };
}

function orNull(at: StoredDraft['savedAt'], tell: MomentTeller): MessageDraft['savedAt'] {
  return at === null ? null : tell(at, null);
}

/** An account as a screen names it. */
export function senderOf({ id, name, platform, isPractice }: Account): Sender {
  return { account: toPublicId('account', id), name, platform, isPractice };
}

/** What a person wrote, as it crosses to a screen. */
export function contentOf({ accountId, name, topics, messageJson, schedule, answeredBy }: DraftText): DraftContent {
  return {
    account: toPublicId('account', accountId),
    name,
    topics: [...topics],
    messageJson,
    schedule,
    answeredBy,
  };
}

/**
 * What a screen sends, ready to be stored: its account looked up, its zones recognised, its topics named once.
 *
 * @throws {DomainError} `notFound` for the account; `invalidInput` for a zone nobody knows.
 */
export async function textOfContent(content: DraftContent, { parts }: UseCaseContext): Promise<DraftText> {
  const { id } = await findAccount(parts, content.account);
  const { schedule } = content;
  return {
    accountId: id,
    name: content.name,
    topics: [...new Set(content.topics)],
    messageJson: content.messageJson,
    schedule: {
      ...schedule,
      time: schedule.time.kind === 'instant' ? { kind: 'instant', at: epochMs(schedule.time.at) } : schedule.time,
      zone: knownZone(schedule.zone, 'recipient', parts.zones),
      unknownZone: knownZone(schedule.unknownZone, 'skip', parts.zones),
    },
    answeredBy: content.answeredBy,
  };
}

function knownZone(text: string, word: string, zones: ZoneTable): string {
  if (text === word) return text;
  const identity = zones.identify(text);
  if (identity.kind === 'known') return identity.zone;
  throw refuse('zoneUnknown', { zone: text }, { where: 'zone' });
}
