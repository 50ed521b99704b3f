import { answer, type Call, type Outcome, type Platform } from '#practice/platform.ts';
import type { AcceptedKind } from '#practice/records/message-records.ts';
import { messageIdOf } from '#practice/world/platform-ids.ts';
import { toIso } from '#shared/time/instant.ts';

/** What was accepted, by whom it is received, and the notification token it went by. */
export type Acceptance = {
  readonly kind: AcceptedKind;
  readonly person: number;
  readonly scopedId: string;
  readonly token: { readonly id: number; readonly text: string } | null;
};

/** Writes an accepted message and its ledger entry; returns the message's number. */
export function accept(platform: Platform, call: Call, acceptance: Acceptance): number {
  const { kind, person, scopedId, token } = acceptance;
  const body = JSON.stringify(call.params['message']);
  const number = platform.messages.add({ at: call.at, kind, token: token?.id ?? null, person, body });
  platform.accepted({
    at: toIso(call.at),
    kind,
    token: token?.text ?? null,
    recipient: scopedId,
    messageId: messageIdOf(platform.shape.seed, number),
  });
  return number;
}

/** The flat answer that real clients read (META-API 1.5). */
export function accepted(platform: Platform, scopedId: string, message: number): Outcome {
  return answer({ recipient_id: scopedId, message_id: messageIdOf(platform.shape.seed, message) });
}
