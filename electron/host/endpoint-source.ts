import { isLoopbackOrigin, parseApiBase } from '#engine/graph/api-base.ts';
import type { EndpointSource, GraphEndpoint, HttpPort, SecretVault } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type AccountId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { readPracticeAccount } from './read-practice-account.ts';
import type { PracticeServer } from './start-practice-server.ts';

/** What the source resolves accounts with. */
export interface EndpointSourceParts {
  readonly vault: SecretVault;
  readonly http: HttpPort;
  /** The host's own practice platform, for accounts without an address (DESIGN 8). */
  readonly practice: { running(): Promise<Pick<PracticeServer, 'url'>> };
  readonly known: KnownSecrets;
}

/**
 * Where an account's interface answers, and with which access token.
 *
 * Address: the account's own, else the host's practice platform. Access token: from the vault; a practice account on this computer
 * asks its platform instead, once for each address, because practice tokens are no secrets worth keeping. `http:` is taken for
 * this computer only.
 */
export function createEndpointSource(parts: EndpointSourceParts): EndpointSource {
  const practiceEndpoints = new Map<AccountId, GraphEndpoint>();
  return {
    async endpointOf(account) {
      const origin = await originOf(account, parts);
      if (!account.isPractice || !isLoopbackOrigin(origin)) return fromVault(account, origin, parts.vault);
      const known = practiceEndpoints.get(account.id);
      if (known?.origin === origin) return known;
      const { accessToken } = await readPracticeAccount(parts.http, origin, account.pageId);
      parts.known.add(accessToken);
      const endpoint = { origin, accessToken };
      practiceEndpoints.set(account.id, endpoint);
      return endpoint;
    },
  };
}

async function originOf(account: Account, { practice }: EndpointSourceParts): Promise<string> {
  if (account.apiBase !== null) return parseApiBase(account.apiBase);
  if (account.isPractice) return (await practice.running()).url;
  throw new DomainError('invalidInput', `Account ${toPublicId('account', account.id)} has no API base.`, 'api base');
}

async function fromVault(account: Account, origin: string, vault: SecretVault): Promise<GraphEndpoint> {
  const accessToken = await vault.get(account.id);
  if (accessToken !== null) return { origin, accessToken };
  const id = toPublicId('account', account.id);
  throw refuse('accessTokenMissing', { account: id, name: account.name }, { where: `account ${id}` });
}
