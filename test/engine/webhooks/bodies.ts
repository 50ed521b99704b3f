/** Webhook bodies written from META-API 2, 8 and 9: one for each quirk. */

/** The Page all bodies are about. */
export const PAGE = '1784140000001';
/** A person of that Page. */
export const ANNA = '7712345678901234';
/** A token whose digits pass 2^53. */
export const TOKEN = '6177341647910041736';
/** 20 November 2026, 09:00 UTC, in milliseconds. */
export const AT = Date.UTC(2026, 10, 20, 9);

/** One messaging item in the platform's envelope. */
export function bodyOf(...items: readonly object[]): object {
  return { object: 'page', entry: [{ id: PAGE, time: AT + 500, messaging: items }] };
}

/** A permission event; `more` changes fields of `optin`, `item` those around it. */
export function optin(more: object = {}, item: object = {}): object {
  return {
    sender: { id: ANNA },
    recipient: { id: PAGE },
    timestamp: AT,
    optin: {
      type: 'notification_messages',
      payload: 'bread',
      notification_messages_token: TOKEN,
      notification_messages_timezone: 'Europe/Rome',
      token_expiry_timestamp: 2_145_916_800_000,
      user_token_status: 'NOT_REFRESHED',
      title: 'Fresh bread',
      ...more,
    },
    ...item,
  };
}

/** Something a person wrote, tapped or reacted with. */
export function inbound(what: object, at: number = AT, sender: string = ANNA): object {
  return { sender: { id: sender }, recipient: { id: PAGE }, timestamp: at, ...what };
}
