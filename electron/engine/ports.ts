import type { Account } from '#shared/domain/account.ts';
import type { AccessToken, AccountId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/**
 * What a host hands to the engine. Nothing else in the engine reads the time, draws a number, opens a socket or keeps a secret
 * (DESIGN 2).
 */

/** Time as the engine sees it. */
export interface Clock {
  /** The wall clock. */
  now(): EpochMs;
  /** Milliseconds of a clock that never steps; only differences mean something. */
  monotonicMs(): number;
  /**
   * Waits at most `durationMs`; the wall clock decides afterwards what is due, so a caller never trusts the length
   * (RELIABILITY B-03). Resolves early, and never rejects, when the signal fires.
   */
  sleep(durationMs: number, signal: AbortSignal): Promise<void>;
}

/** Randomness for jitter and ids. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** `bytes` random bytes in lower-case hex. */
  hex(bytes: number): string;
}

/** One HTTP request to the platform. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST';
  /** Scheme, host and port, e.g. `https://graph.facebook.com`. */
  readonly origin: string;
  /** Path with query; never holds a secret (RELIABILITY S-45). */
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | null;
  /** Milliseconds until the connection must stand. */
  readonly connectTimeoutMs: number;
  /** Milliseconds until the whole answer must be there. */
  readonly timeoutMs: number;
}

/**
 * How a request ended. `notSent` is promised only when not one byte of the request can have left; everything else that
 * failed is `broken` (RELIABILITY A3.5). No redirect is followed and nothing is retried (DESIGN 2).
 */
export type HttpAnswer =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Names in lower case; of repeated headers the last. */
      readonly headers: Readonly<Record<string, string>>;
      readonly body: string;
    }
  | { readonly kind: 'notSent'; readonly why: string }
  | { readonly kind: 'broken'; readonly why: string };

/** The only way to the network. */
export interface HttpPort {
  /** Never rejects. At most 1 MiB of answer is read unless a larger limit was set by the host; a longer one is `broken`. */
  request(request: HttpRequest): Promise<HttpAnswer>;
  /** Ends all connections. Safe to call twice. */
  close(): Promise<void>;
}

/** One GET over TLS for a picture. */
export interface PictureRequest {
  /** The name the certificate has to be for, or an IP address without brackets. */
  readonly host: string;
  readonly port: number;
  /** Path with query. */
  readonly path: string;
  /** The only IP addresses that may be connected to, whatever the name means by now (RELIABILITY S-40). */
  readonly addresses: readonly string[];
  /** Most bytes of an answer. */
  readonly bytes: number;
}

/** What a site says when it is asked for a picture. */
export type PictureReply =
  | {
      readonly kind: 'answer';
      readonly status: number;
      /** Where the site sends on to; `null` = it does not say. */
      readonly location: string | null;
      /** The body of a 200; empty for any other status. */
      readonly body: Uint8Array;
    }
  | { readonly kind: 'tooLarge' }
  /** No connection, no trust in the certificate, or the line broke. */
  | { readonly kind: 'broken'; readonly why: string };

/** The way to pictures on the web: the only requests besides those to the platform, made when a person asks to see one. */
export interface PictureNetwork {
  /** Every IP address a name has now; none = there is no such name, or nobody to ask. Of an IP address itself. Never rejects. */
  addressesOf(host: string): Promise<readonly string[]>;
  /**
   * Asks once: no redirect is followed, no cookie and no referrer is sent, nothing is kept for the next. Certificates are always
   * checked. Rejects only when the signal fires.
   */
  get(request: PictureRequest, signal: AbortSignal): Promise<PictureReply>;
}

/**
 * Where a secret lies: in memory until the process ends; in a file only its owner can read; encrypted by the system; or stored by
 * the system's means where those turn out not to encrypt (Electron on a Linux without a keyring).
 */
export const SECRET_PLACES = ['memory', 'file', 'system', 'plainText'] as const;
/** See {@link SECRET_PLACES}. */
export type SecretPlace = (typeof SECRET_PLACES)[number];

/** Keeps access tokens outside the database (DESIGN 2, Secrets). */
export interface SecretVault {
  /** Where a secret goes that is put now, so that a screen can say so before. */
  describe(): Promise<{
    readonly place: SecretPlace;
    /** Whether it would go into a file once the person agrees; asked on screen. */
    readonly asksForFile: boolean;
  }>;
  /** Where the access token of an account lies; `null` = this host holds none. */
  placeOf(account: AccountId): Promise<SecretPlace | null>;
  /** The access token of an account, or `null` when this host holds none. */
  get(account: AccountId): Promise<AccessToken | null>;
  put(account: AccountId, accessToken: AccessToken): Promise<void>;
  remove(account: AccountId): Promise<void>;
}

/** Tells a person something that cannot wait for the next look. Titles and texts are plain sentences without secrets. */
export interface Notifier {
  notify(notice: {
    readonly kind: 'finished' | 'stopped' | 'uncertain';
    readonly title: string;
    readonly text: string;
  }): void;
}

/** Structured log lines; the host redacts what looks like a secret once more (RELIABILITY S-46). */
export interface Logger {
  info(event: string, facts?: Readonly<Record<string, unknown>>): void;
  warn(event: string, facts?: Readonly<Record<string, unknown>>): void;
  error(event: string, facts?: Readonly<Record<string, unknown>>): void;
}

/** Where an account's Graph API answers right now. */
export interface GraphEndpoint {
  readonly origin: string;
  readonly accessToken: AccessToken;
}

/** Resolves an account to an endpoint; practice accounts store no port, the host hands it over at each start (DESIGN 8). */
export interface EndpointSource {
  /** @throws {DomainError} `reconnectNeeded` when this host holds no access token for the account. */
  endpointOf(account: Account): Promise<GraphEndpoint>;
}

/** Everything the engine gets from its host. */
export interface HostPorts {
  readonly clock: Clock;
  readonly random: Random;
  readonly http: HttpPort;
  readonly pictures: PictureNetwork;
  readonly vault: SecretVault;
  readonly notifier: Notifier;
  readonly logger: Logger;
}
