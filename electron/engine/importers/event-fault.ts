import type { RejectCode } from '#shared/domain/list-file.ts';
import { identifierFault, MAX_RECIPIENT_LENGTH, MAX_TOKEN_LENGTH } from './identifier-cell.ts';
import { shownValue } from './row-code.ts';
import type { WebhookEvent } from './webhook-event.ts';

/** Whose events are taken. */
export interface EventAccount {
  readonly pageId: string;
  readonly igId: string | null;
}

/** Why an event is not taken, with the field that shows it; `null` = it is. */
export function eventFault(
  event: WebhookEvent,
  account: EventAccount,
): { readonly column: string; readonly value: string | null; readonly code: RejectCode } | null {
  if (event.pageId !== account.pageId && event.pageId !== account.igId) {
    return { column: 'entry.id', value: shownValue(event.pageId), code: 'otherAccount' };
  }
  const token = identifierFault(event.token, MAX_TOKEN_LENGTH);
  if (token !== null) return { column: 'notification_messages_token', value: shownValue(event.token), code: token };
  const recipient = identifierFault(event.recipient, MAX_RECIPIENT_LENGTH);
  return recipient === null ? null : { column: 'sender.id', value: shownValue(event.recipient), code: recipient };
}
