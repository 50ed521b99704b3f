import type { QueryClient } from '@tanstack/react-query';
import type { ChangedThing, Fact } from '#shared/contract/facts.ts';
import { type EngineClient, engine } from './engine-client.ts';

/** Least time between two readings of what is shown, in ms: a campaign under way changes hundreds of rows a second (Sundial's choice). */
const READ_AGAIN_MS = 400;
/** Wait before asking for facts again after the line went, in ms. */
const LISTEN_AGAIN_MS = 200;

/** Somebody who wants to know of every fact, besides the queries. */
export type FactListener = (fact: Fact) => void;

const listeners = new Set<FactListener>();

/** Calls `listener` for every fact from now on; returns how to end that. */
export function onFact(listener: FactListener): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** Listens to the engine until the signal fires, and has queries read again what changed. */
export async function keepFresh(queries: QueryClient, signal: AbortSignal): Promise<void> {
  const changed = new Set<ChangedThing>();
  let isWaiting = false;
  const readAgain = (): void => {
    isWaiting = false;
    const things = new Set(changed);
    changed.clear();
    void queries.invalidateQueries({ predicate: ({ queryKey }) => concerns(queryKey, things) });
  };
  const note = (things: readonly ChangedThing[]): void => {
    for (const thing of things) changed.add(thing);
    if (isWaiting) return;
    isWaiting = true;
    setTimeout(readAgain, READ_AGAIN_MS);
  };
  while (!signal.aborted) {
    try {
      for await (const fact of await engine.events.listen({}, { signal })) {
        if (fact.kind === 'ready') void queries.invalidateQueries();
        note(thingsOf(fact));
        for (const listener of listeners) listener(fact);
      }
    } catch {
      // The connection says that the line went; facts are asked for again as soon as it is back.
    }
    await new Promise((resolve) => setTimeout(resolve, LISTEN_AGAIN_MS));
  }
}

function thingsOf(fact: Fact): readonly ChangedThing[] {
  switch (fact.kind) {
    case 'changed':
      return fact.things;
    case 'campaignFinished':
    case 'campaignPaused':
      return ['campaigns', 'deliveries'];
    case 'uncertain':
      return ['deliveries'];
    case 'accountStopped':
    case 'accountResumed':
      return ['accounts'];
    default:
      return [];
  }
}

/**
 * What a place of the contract shows, so that a change of it makes its queries stale. A place that is missing here would show old
 * figures; the compiler asks for each.
 */
const SHOWS: Readonly<Record<keyof EngineClient, readonly ChangedThing[]>> = {
  about: ['settings'],
  asks: ['people', 'deliveries', 'accounts'],
  activity: ['activity', 'deliveries'],
  calendar: ['campaigns', 'settings'],
  today: ['accounts', 'people', 'campaigns', 'deliveries', 'settings', 'data'],
  data: ['data', 'settings'],
  events: [],
  // What the web holds; Sundial changes nothing of it.
  pictures: [],
  people: ['people', 'accounts', 'deliveries', 'campaigns'],
  imports: ['accounts', 'people'],
  accounts: ['accounts', 'people', 'campaigns', 'settings'],
  messages: ['campaigns', 'deliveries', 'accounts'],
  audience: ['people', 'accounts'],
  relay: ['people', 'settings'],
  settings: ['settings'],
  // A plan is one piece of long work, and its people are those of that plan.
  plan: [],
  testing: ['people', 'deliveries'],
  progress: ['deliveries', 'campaigns', 'accounts'],
  // Walks over all rows of a campaign: read again when its state changes, not with every message.
  results: ['campaigns'],
  rehearsal: [],
};

/** Whether a query shows one of the things; its key begins with the path of its procedure. */
function concerns(queryKey: readonly unknown[], things: ReadonlySet<ChangedThing>): boolean {
  const [path] = queryKey;
  const place: unknown = Array.isArray(path) ? path[0] : undefined;
  if (typeof place !== 'string' || !(place in SHOWS)) return false;
  return SHOWS[place as keyof typeof SHOWS].some((thing) => things.has(thing)); // a key, checked on the line above
}
