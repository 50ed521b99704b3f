import { useSyncExternalStore } from 'react';

/**
 * Sites whose pictures may be fetched until these screens are closed or loaded again; nothing of it is kept (RELIABILITY S-40). A site
 * that sees the request learns that somebody looks, so each is asked for by name.
 */
const allowed = new Set<string>();
const listeners = new Set<() => void>();

/** From now on pictures of this host are fetched, wherever a preview shows one. @param host - as `URL.host` has it. */
export function allowHost(host: string): void {
  allowed.add(host);
  for (const listener of listeners) listener();
}

/** Whether somebody asked to see a picture of this host. @param host - `null` = there is no address yet. */
export function useIsAllowed(host: string | null): boolean {
  return useSyncExternalStore(subscribe, () => host !== null && allowed.has(host));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
