import type { Store } from './store/store.ts';

/** How many changes of a kind can still be taken back; screens offer it for some seconds only (Sundial's choice). */
const KEPT = 20;

/** Keeps how to take changes of one kind back, in memory: whoever starts Sundial again is not offered it any more. */
export interface UndoShelf<Undo> {
  readonly keep: (store: Store, handle: string, undo: Undo) => void;
  /** Takes an undo off the shelf, so that it happens once; `null` = it was used, or is too old. */
  readonly take: (store: Store, handle: string) => Undo | null;
}

/** A shelf for each open workspace. */
export function undoShelf<Undo>(): UndoShelf<Undo> {
  const shelves = new WeakMap<Store, Map<string, Undo>>();
  return {
    keep: (store, handle, undo) => {
      const shelf = shelves.get(store) ?? new Map<string, Undo>();
      shelves.set(store, shelf);
      shelf.set(handle, undo);
      for (const oldest of shelf.keys()) {
        if (shelf.size <= KEPT) break;
        shelf.delete(oldest);
      }
    },
    take: (store, handle) => {
      const shelf = shelves.get(store);
      const undo = shelf?.get(handle) ?? null;
      shelf?.delete(handle);
      return undo;
    },
  };
}
