import type { ConversationMessage } from '#engine/graph/graph-api.ts';
import type { ReadBackVerdict } from '#shared/domain/read-back.ts';
import { MINUTE, SECOND } from '#shared/time/duration.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import type { RowChange } from './row-change.ts';

/** What a look at the conversation showed: its newest messages, or nothing because it could not be read. */
export type ConversationLook =
  | { readonly kind: 'seen'; readonly messages: readonly ConversationMessage[] }
  | { readonly kind: 'noAnswer' };

/** What an uncertain card or follow-up is settled from (issue 4, Sending opt-in requests). */
export interface DirectSettlementQuestion {
  readonly kind: 'optin' | 'followup';
  readonly now: EpochMs;
  readonly attempt: number;
  readonly startedAt: EpochMs;
  readonly deadlineAt: EpochMs;
  readonly lastAt: EpochMs;
  readonly isPictureError: boolean;
  /** When the person said yes to this card; `null` = not yet. */
  readonly answeredAt: EpochMs | null;
  readonly firstClearReadAt: EpochMs | null;
  readonly settleMs: number;
  /** Ids of other messages of ours to the person around that time; they prove nothing of this one. */
  readonly otherIds: readonly string[];
  readonly look: ConversationLook;
}

/** What becomes of the row. `askedAt` is given where it changes from when the card counts. */
export type DirectSettlement =
  | { readonly verdict: ReadBackVerdict; readonly change: RowChange; readonly askedAt?: EpochMs | null }
  | { readonly verdict: ReadBackVerdict; readonly change: null; readonly nextReadAt: EpochMs | null };

/** The platform writes whole seconds, and its clock may differ a little from ours (Sundial's choice; skew above 5 minutes stops sending). */
const TOLERANCE_MS = 5 * SECOND;
/** A conversation that could not be read is looked at again after this. */
const READ_AGAIN_MS = MINUTE;

/**
 * Settles one uncertain card or follow-up: a yes to the card proves it, so does a message of ours in the conversation at the time of the
 * attempt. What two looks `settleMs` apart do not show: a card that met the platform's own error goes once more and then needs a
 * picture; another card goes on counting as sent and waits for a person; a follow-up ends undecided, nothing of it is protected.
 */
export function decideDirectSettlement(question: DirectSettlementQuestion): DirectSettlement {
  const { now, look, startedAt, deadlineAt, answeredAt } = question;
  if (answeredAt !== null) return proven('provenByOptIn', deadlineAt, deadlineAt);
  if (look.kind === 'noAnswer') {
    return { verdict: 'noAnswer', change: null, nextReadAt: addMs(now, READ_AGAIN_MS) };
  }
  const found = look.messages.find(
    ({ id, at, isOurs }) =>
      isOurs && at >= startedAt - TOLERANCE_MS && at <= deadlineAt + TOLERANCE_MS && !question.otherIds.includes(id),
  );
  if (found !== undefined) return proven('provenByConversation', found.at, deadlineAt);
  if (question.firstClearReadAt === null || now < addMs(question.firstClearReadAt, question.settleMs)) {
    return { verdict: 'notYetClear', change: null, nextReadAt: addMs(now, question.settleMs) };
  }
  return notFound(question);
}

function notFound({
  kind,
  isPictureError,
  attempt,
  now,
  lastAt,
  deadlineAt,
}: DirectSettlementQuestion): DirectSettlement {
  if (kind === 'followup') {
    return {
      verdict: 'notSent',
      change: { kind: 'failed', reason: 'undecided', token: 'keeps', acceptedAt: deadlineAt },
    };
  }
  if (!isPictureError) return { verdict: 'person', change: null, nextReadAt: null };
  if (attempt === 1 && now <= lastAt) {
    return { verdict: 'notSent', change: { kind: 'scheduled', reason: 'askRefusedOnce', nextAt: now }, askedAt: null };
  }
  return {
    verdict: 'notSent',
    change: { kind: 'failed', reason: 'askNeedsImage', token: 'keeps', acceptedAt: null },
    askedAt: null,
  };
}

/**
 * The platform's own instant is cut to whole seconds and on its clock, so the limits go on counting from the deadline, by which it was
 * accepted on ours: a second too early would be a refusal, which bars the title for another week.
 */
function proven(
  reason: 'provenByConversation' | 'provenByOptIn',
  acceptedAt: EpochMs,
  askedAt: EpochMs,
): DirectSettlement {
  return { verdict: 'sent', change: { kind: 'sent', reason, messageId: null, acceptedAt }, askedAt };
}
