import type { EngineParts } from '#engine/engine-parts.ts';
import { parseJsonText } from '#engine/importers/json-text.ts';
import type { TakenWebhook } from '#engine/store/operations/webhooks-take.ts';
import { readHappenings } from './read-happenings.ts';
import { isSignedBy } from './signature.ts';

/** How a webhook ended; the host turns it into a status: 200 only for `taken` (RELIABILITY S-53). */
export type ReceivedWebhook =
  | { readonly kind: 'taken'; readonly taken: TakenWebhook; readonly unreadable: number }
  /** No signature, or not the app's. */
  | { readonly kind: 'notSigned' }
  /** Signed, and still no webhook body. */
  | { readonly kind: 'notReadable' };

/** One POST as it arrived. */
export interface WebhookPost {
  readonly rawBody: Uint8Array;
  /** Value of `X-Hub-Signature-256`. */
  readonly signature: string | undefined;
}

/** Who may have signed a webhook. */
export interface WebhookSender {
  /** In memory only; it stands in no row and no line of the log. */
  readonly appSecret: string;
  /** `practice`: whatever is signed so is about practice accounts only, since their secret guards nothing real. */
  readonly accounts: 'all' | 'practice';
}

/**
 * Takes one webhook: checks its signature over the raw bytes, reads it, stores and applies it in one transaction. When this resolves
 * with `taken`, it is on disk.
 *
 * @throws {DomainError} `diskFull` and the like: the platform then gets no 200 and sends it again.
 */
export async function receiveWebhook(
  { store, ports, rulePacks }: EngineParts,
  { appSecret, accounts }: WebhookSender,
  post: WebhookPost,
): Promise<ReceivedWebhook> {
  if (!isSignedBy(appSecret, post.rawBody, post.signature)) return { kind: 'notSigned' };
  const text = new TextDecoder('utf-8', { fatal: false }).decode(post.rawBody);
  const read = readHappenings(parseJsonText(text));
  if (read === null) return { kind: 'notReadable' };
  const taken = await store.write(
    'webhook.take',
    { happenings: read.happenings, receivedAt: ports.clock.now(), rulePacks, accounts },
    { priority: 'urgent' },
  );
  if (read.unreadable > 0) ports.logger.warn('webhook.unreadable', { entries: read.unreadable });
  return { kind: 'taken', taken, unreadable: read.unreadable };
}
