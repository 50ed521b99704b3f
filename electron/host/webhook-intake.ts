import type { IncomingMessage } from 'node:http';
import type { HostPorts } from '#engine/ports.ts';
import type { ReceivedWebhook, WebhookPost } from '#engine/webhooks/receive-webhook.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { readBody } from './read-body.ts';

/** A webhook's body is at most 1 MiB and is there within 5 s, the time the platform gives an answer (RELIABILITY S-53, META-API 9). */
export const WEBHOOK_LIMITS = { bytes: 1_048_576, ms: 5_000 } as const;

/** Statuses a webhook is answered with; only 200 keeps the platform from sending it again. */
export type WebhookStatus = 200 | 400 | 403 | 408 | 413 | 415 | 500 | 503;

/** What takes webhooks in. */
export interface WebhookIntake {
  readonly receive: (post: WebhookPost) => Promise<ReceivedWebhook>;
  readonly ports: Pick<HostPorts, 'clock' | 'logger'>;
}

/**
 * Takes one POST of the platform (RELIABILITY S-53): JSON only, its bytes read before anything looks into them, and 200 only once it is
 * stored. Whatever could not be stored is answered with 503, so that the platform sends it again.
 */
export async function takeWebhook(request: IncomingMessage, { receive, ports }: WebhookIntake): Promise<WebhookStatus> {
  if (!/^application\/json(;|$)/i.test(request.headers['content-type'] ?? '')) return 415;
  const body = await readBody(request, ports.clock, WEBHOOK_LIMITS);
  if (body.kind === 'refuse') return body.status;
  // Two of a header are joined and fit nothing.
  const signature = request.headersDistinct['x-hub-signature-256']?.join(', ');
  try {
    return statusOf(await receive({ rawBody: body.bytes, signature }));
  } catch (error) {
    ports.logger.error('webhook.notStored', { error: String(error) });
    return error instanceof DomainError ? 503 : 500;
  }
}

function statusOf(received: ReceivedWebhook): WebhookStatus {
  switch (received.kind) {
    case 'taken':
      return 200;
    case 'notSigned':
      return 403;
    case 'notReadable':
      return 400;
    default:
      return assertNever(received, 'received webhook');
  }
}
