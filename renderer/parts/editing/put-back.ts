/** A list with something that was taken out of it. */
export interface TakenOut<Item> {
  readonly item: Item;
  /** Where it stood, from 0. */
  readonly index: number;
  /** The list as it was then. */
  readonly before: readonly Item[];
  /** Most the list may hold. */
  readonly most: number;
}

/** The list as it stands now with what was taken out; where another took its place meanwhile there is no room for both, and it is as it was. */
export function putBack<Item>(now: readonly Item[], { item, index, before, most }: TakenOut<Item>): readonly Item[] {
  return now.length < most ? now.toSpliced(index, 0, item) : before;
}
