import type { EngineParts } from '#engine/engine-parts.ts';
import type { GraphApi } from '#engine/graph/graph-api.ts';
import { createGraphClient } from '#engine/graph/graph-client.ts';
import type { EndpointSource, HostPorts } from '#engine/ports.ts';
import type { Store } from '#engine/store/store.ts';
import { createKnownSecrets } from '#host/known-secrets.ts';
import { openMemorySecretVault } from '#host/memory-secret-vault.ts';
import { NO_PICTURES } from '#host/no-pictures.ts';
import { openSystemClock } from '#host/system-clock.ts';
import { openSystemRandom } from '#host/system-random.ts';
import { openUndiciHttpPort } from '#host/undici-http-port.ts';
import { planningParts } from './bench-campaign.ts';

/** The ports of a real host; what it would log or tell a person goes to stderr, because in a bench it is a mistake. */
export function benchPorts(connections: number): HostPorts {
  const line = (event: string, facts: Readonly<Record<string, unknown>> = {}): void => console.error(event, facts);
  return {
    clock: openSystemClock(),
    random: openSystemRandom(),
    http: openUndiciHttpPort({ connections }),
    pictures: NO_PICTURES,
    vault: openMemorySecretVault(createKnownSecrets()),
    notifier: { notify: ({ kind, text }) => (kind === 'finished' ? undefined : console.error(text)) },
    logger: { info: () => {}, warn: line, error: line },
  };
}

/** What the engine's services work with, on a store of the bench. */
export function benchParts(
  store: Store,
  folder: string,
  using: { readonly ports: HostPorts; readonly graph: GraphApi },
): EngineParts {
  return { ...planningParts(store), ...using, folder };
}

/** The Graph client over the ports. */
export function benchGraph(ports: HostPorts, endpoints: EndpointSource): GraphApi {
  return createGraphClient({ http: ports.http, endpoints });
}

/** For work that asks the platform nothing. */
export const NO_ENDPOINTS: EndpointSource = {
  endpointOf: ({ name }) => Promise.reject(new Error(`The bench has no platform for ${name}.`)),
};
