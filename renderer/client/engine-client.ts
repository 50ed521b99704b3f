import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { createTanstackQueryUtils } from '@orpc/tanstack-query';
import type { contract } from '#shared/contract/contract.ts';
import { Connection } from './connection.ts';
import { portTransport, socketTransport } from './transport.ts';

/** The engine, as screens ask it. */
export type EngineClient = ContractRouterClient<typeof contract>;

/** The one connection of this page. */
export const connection = new Connection(
  window.sundial === undefined
    ? socketTransport(new URL('rpc', window.location.href.replace(/^http/, 'ws')).href.split('#')[0] ?? '')
    : portTransport(window.sundial),
);

/** Asks the engine directly: for changes and for work that takes long. */
export const engine: EngineClient = createORPCClient(connection);

/** The same as options for TanStack Query: `useQuery(ask.people.page.queryOptions({ input }))`. */
export const ask = createTanstackQueryUtils(engine);
