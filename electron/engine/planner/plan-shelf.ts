import type { Store } from '../store/store.ts';
import type { OpenPlan } from './planner.ts';

/** Plans kept for screens that look at their people: two windows, one plan each (Sundial's choice; a million rows take some 80 MB). */
const PLACES = 2;

const shelves = new WeakMap<Store, OpenPlan[]>();

/** Keeps a plan open so that its people can be listed; the oldest one makes room and is then gone. */
export async function shelvePlan(store: Store, plan: OpenPlan): Promise<void> {
  const shelf = shelves.get(store) ?? [];
  shelves.set(store, [...shelf, plan].slice(-PLACES));
  for (const old of [...shelf, plan].slice(0, -PLACES)) await old.close();
}
