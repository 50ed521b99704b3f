import type { RejectCode } from '#shared/domain/list-file.ts';
import { recipientFault, tokenFault } from './identifier-cell.ts';
import { shownValue } from './row-code.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** Whose events are taken. */
export interface EventAccount {
  readonly pageId: string;
  readonly igId: string | null;
}

/** Why something of a log is not taken, with the field that shows it. */
export interface EventFault {
  readonly column: string;
  readonly value: string | null;
  readonly code: RejectCode;
}

/** Why an event is not taken; `null` = it is. */
export function eventFault(event: WebhookEvent, account: EventAccount): EventFault | null {
  const token = tokenFault(event.token);
  const isOurs = isAbout(event, account);
  if (isOurs && token !== null) {
    return { column: 'notification_messages_token', value: shownValue(event.token), code: token };
  }
  return senderFault(event, account);
}

/** Why a message, a way in or a deletion is not taken; `null` = it is. */
export function senderFault(
  event: { readonly pageId: string; readonly recipient: string },
  account: EventAccount,
): EventFault | null {
  if (!isAbout(event, account)) return { column: 'entry.id', value: shownValue(event.pageId), code: 'otherAccount' };
  const recipient = recipientFault(event.recipient);
  return recipient === null ? null : { column: 'sender.id', value: shownValue(event.recipient), code: recipient };
}

function isAbout({ pageId }: { readonly pageId: string }, account: EventAccount): boolean {
  return pageId === account.pageId || pageId === account.igId;
}
