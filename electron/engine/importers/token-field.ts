import { TOKEN_FIELDS, type TokenField } from '#shared/domain/list-file.ts';

/** The cells of one row by field, in the order of {@link TOKEN_FIELDS}; `null` = the column is not there, or the cell is empty. */
export type FieldValues = readonly (string | null)[];

/** Place of each field in {@link FieldValues}. */
export const FIELD_INDEX: Readonly<Record<TokenField, number>> = Object.fromEntries(
  TOKEN_FIELDS.map((field, index) => [field, index]),
) as Record<TokenField, number>; // made from the list of all fields

/**
 * Names understood without a mapping: the platform's first (META-API 3.2), then plain ones, then those of Sundial's own lists (issue 2,
 * `tokens list`). `title` is not among them: in a customer list it is "Dr" or "Mrs".
 */
const NAMES: Readonly<Record<TokenField, readonly string[]>> = {
  token: ['notification_messages_token', 'token', 'notification_token', 'messenger_subscription_token'],
  recipient: ['recipient_id', 'recipient', 'psid', 'igsid'],
  name: ['name', 'display_name'],
  timezone: ['notification_messages_timezone', 'timezone', 'zone'],
  topic: ['topic_title', 'topic'],
  payload: ['payload'],
  createdAt: ['creation_timestamp', 'created_at'],
  expiresAt: ['token_expiry_timestamp', 'expires_at'],
  frequency: ['notification_messages_frequency', 'frequency'],
  userTokenStatus: ['user_token_status'],
  reoptin: ['notification_messages_reoptin'],
  nextEligibleAt: ['next_eligible_time', 'next_eligible_at'],
  status: ['notification_messages_status', 'status'],
  // Not `last_message_at`: in our own lists that is our last message to them.
  lastInbound: ['last_inbound_at', 'last_interaction'],
};

const FIELD_BY_NAME: ReadonlyMap<string, { readonly field: TokenField; readonly rank: number }> = new Map(
  TOKEN_FIELDS.flatMap((field) =>
    [...NAMES[field], field].map((name, rank) => [plainName(name), { field, rank }] as const).toReversed(),
  ),
);

/** A column name without what does not matter in it: case, spaces, underscores, hyphens. */
export function plainName(name: string): string {
  return name.toLowerCase().replaceAll(/[\s_-]+/gu, '');
}

/**
 * The field a column name stands for by itself; `rank` is lower for names that are surer, so that the platform's name wins over a
 * plain one in the same file.
 *
 * @returns `null` when the name says nothing to Sundial.
 */
export function fieldNamed(name: string): { readonly field: TokenField; readonly rank: number } | null {
  return FIELD_BY_NAME.get(plainName(name)) ?? null;
}
