import type { Store } from '#engine/store/store.ts';
import type { RecipientId } from '#shared/domain/ids.ts';
import type { FormerZonesKept } from './former-zones.ts';

/** What takes a change of people back. */
export type PeopleUndo =
  | { readonly kind: 'unsuppress'; readonly people: readonly RecipientId[] }
  | { readonly kind: 'suppress'; readonly people: readonly RecipientId[] }
  | { readonly kind: 'zones'; readonly former: FormerZonesKept; readonly people: number };

/** How many changes can still be taken back; screens offer it for some seconds only (Sundial's choice). */
const KEPT = 20;

const shelves = new WeakMap<Store, Map<string, PeopleUndo>>();

/** Keeps how to take a change back, in memory: whoever starts Sundial again is not offered it any more. */
export function keepUndo(store: Store, handle: string, undo: PeopleUndo): void {
  const shelf = shelves.get(store) ?? new Map<string, PeopleUndo>();
  shelves.set(store, shelf);
  shelf.set(handle, undo);
  for (const oldest of shelf.keys()) {
    if (shelf.size <= KEPT) break;
    shelf.delete(oldest);
  }
}

/** Takes an undo off the shelf, so that it happens once; `null` = it was used, or is too old. */
export function takeUndo(store: Store, handle: string): PeopleUndo | null {
  const shelf = shelves.get(store);
  const undo = shelf?.get(handle) ?? null;
  shelf?.delete(handle);
  return undo;
}
