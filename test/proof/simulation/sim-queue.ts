/** One process life of the simulated engine; once dead, nothing it waits for ever comes. */
export interface Life {
  alive: boolean;
}

/** Something that will happen. */
export interface Pending {
  /** True time. */
  readonly at: number;
  readonly order: number;
  /** `null` = happens outside the computer and runs even while it sleeps. */
  readonly life: Life | null;
  readonly run: () => void;
}

/** What will happen, in order of time. */
export interface Queue {
  add(pending: Pending): void;
  /** The earliest entry at `until` or before; `null` when there is none. */
  take(until: number): Pending | null;
}

/** A binary heap: a seed has hundreds of thousands of entries. */
export function createQueue(): Queue {
  const heap: Pending[] = [];
  const isBefore = (a: number, b: number): boolean => {
    const [x, y] = [heap[a], heap[b]];
    return x !== undefined && y !== undefined && (x.at < y.at || (x.at === y.at && x.order < y.order));
  };
  const swap = (a: number, b: number): void => {
    const [x, y] = [heap[a], heap[b]];
    if (x === undefined || y === undefined) return;
    heap[a] = y;
    heap[b] = x;
  };
  const sink = (): void => {
    for (let at = 0; ; ) {
      const [left, right] = [2 * at + 1, 2 * at + 2];
      const least = right < heap.length && isBefore(right, left) ? right : left;
      if (least >= heap.length || !isBefore(least, at)) return;
      swap(at, least);
      at = least;
    }
  };
  return {
    add: (pending) => {
      heap.push(pending);
      for (let at = heap.length - 1; at > 0 && isBefore(at, (at - 1) >> 1); at = (at - 1) >> 1) swap(at, (at - 1) >> 1);
    },
    take: (until) => {
      const [first] = heap;
      if (first === undefined || first.at > until) return null;
      swap(0, heap.length - 1);
      heap.pop();
      sink();
      return first;
    },
  };
}
