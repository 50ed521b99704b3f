import type { EngineParts } from '#engine/engine-parts.ts';
import { keepVerifyWord } from '#engine/webhooks/verify-word.ts';
import type { WebhookDoor } from '#web/webhook-route.ts';
import type { Invocation } from './command.ts';
import { flag, listOption, textOption } from './invocation-options.ts';
import { readAppSecret } from './read-secret.ts';
import { UsageError } from './usage-error.ts';

/** What `serve --webhooks` was asked for. */
export interface WebhookWish {
  readonly appSecret: string;
  /** `null` = the word of the data folder. */
  readonly verifyToken: string | null;
  /** Host names of relays, in lower case. */
  readonly hosts: readonly string[];
}

/** A door with the verify word that was drawn for it; `null` = there was one, or the person gave it. */
export interface OpenedDoor {
  readonly door: WebhookDoor;
  readonly newWord: string | null;
}

/** Options that mean nothing without `--webhooks`. */
const ONLY_WITH = { appSecretStdin: 'app-secret-stdin', verifyToken: 'verify-token', webhookHost: 'webhook-host' };
/** A word that stands in an address as it is (Sundial's choice). */
const WORD = /^[A-Za-z0-9._~-]{8,200}$/u;
/** A host name with a port or without, or an address of four numbers. */
const HOST = /^[a-z0-9](?:[a-z0-9.-]{0,251}[a-z0-9])?(?::\d{1,5})?$/u;

/**
 * Reads what `serve` is asked about webhooks. The app secret comes by standard input only.
 *
 * @returns `null` = webhooks stay off.
 * @throws {UsageError} for options that do not fit; {@link DomainError} `invalidInput` when no secret came.
 */
export async function readWebhookWish(invocation: Invocation): Promise<WebhookWish | null> {
  if (!flag(invocation, 'webhooks')) {
    for (const [name, option] of Object.entries(ONLY_WITH)) {
      const value = invocation.options[name];
      if (value === undefined || value === false || (Array.isArray(value) && value.length === 0)) continue;
      throw new UsageError(`--${option} means something together with --webhooks only.`, `--${option}`);
    }
    return null;
  }
  const verifyToken = textOption(invocation, 'verifyToken');
  if (verifyToken !== null && !WORD.test(verifyToken)) {
    throw new UsageError(
      'The verify word must have 8 to 200 letters, digits or any of . _ ~ -; leave it out to have one drawn.',
      '--verify-token',
    );
  }
  const hosts = listOption(invocation, 'webhookHost').map((host) => host.toLowerCase());
  const odd = hosts.find((host) => !HOST.test(host));
  if (odd !== undefined) {
    throw new UsageError(`"${odd}" is no host name; give it as in relay.example.com.`, '--webhook-host');
  }
  return { appSecret: await readAppSecret(invocation), verifyToken, hosts };
}

/** The door as the web host takes it, with the verify word of the data folder. */
export async function openWebhookDoor(parts: EngineParts, wish: WebhookWish): Promise<OpenedDoor> {
  const { word, isNew } = await keepVerifyWord(parts, wish.verifyToken);
  const { appSecret, hosts } = wish;
  return { door: { appSecret, hosts, verifyToken: word }, newWord: isNew ? word : null };
}
