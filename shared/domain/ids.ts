import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { Brand } from '#shared/lang/brand.ts';

/** Row number of an account in this workspace. */
export type AccountId = Brand<number, 'AccountId'>;
/** Row number of a recipient in this workspace. */
export type RecipientId = Brand<number, 'RecipientId'>;
/** Row number of a notification token in this workspace; not the token itself. */
export type TokenId = Brand<number, 'TokenId'>;
/** Row number of a campaign. */
export type CampaignId = Brand<number, 'CampaignId'>;
/** Row number of a delivery. */
export type DeliveryId = Brand<number, 'DeliveryId'>;
/** Row number of an import. */
export type ImportId = Brand<number, 'ImportId'>;

/** The platform's handle of one recipient's permission. Text always: the digits pass 2^53 (META-API 2.2). */
export type NotificationToken = Brand<string, 'NotificationToken'>;
/** A PSID or IGSID. Text always: the digits pass 2^53. */
export type ScopedId = Brand<string, 'ScopedId'>;
/** The account's credential. Lives in a vault and in memory only; never in a row, a log line or an error. */
export type AccessToken = Brand<string, 'AccessToken'>;

/** Letter in front of a row number where people and programs see it: `a1`, `c7`, `i3`. A permission is a row of a notification token. */
const PREFIXES = {
  account: 'a',
  campaign: 'c',
  import: 'i',
  delivery: 'd',
  person: 'p',
  permission: 't',
  card: 'o',
} as const;

/** The kinds of id that appear outside the engine. */
export type PublicIdKind = keyof typeof PREFIXES;

/** The id as people and programs outside see it, e.g. `c7`. */
export function toPublicId(kind: PublicIdKind, id: number): string {
  return `${PREFIXES[kind]}${id}`;
}

/**
 * Reads an id as written by a person; the letter may be left out.
 *
 * @throws {DomainError} `invalidInput` when the text is no such id.
 */
export function parsePublicId(kind: PublicIdKind, text: string): number {
  const match = new RegExp(`^${PREFIXES[kind]}?([1-9]\\d{0,14})$`).exec(text.trim());
  if (match?.[1] === undefined) {
    throw refuse('idOdd', { text, thing: kind, example: `${PREFIXES[kind]}1` }, { where: `${kind} id` });
  }
  return Number(match[1]);
}
