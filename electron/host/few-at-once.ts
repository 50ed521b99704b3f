/**
 * Lets only so many pieces of work of one kind run at a time; the rest wait in the order they came.
 *
 * @param most - at least one.
 * @returns what runs a piece of work when its turn comes, and ends as the work does.
 */
export function fewAtOnce(most: number): <T>(work: () => Promise<T>) => Promise<T> {
  let atWork = 0;
  const waiting: (() => void)[] = [];
  return async (work) => {
    if (atWork < most) atWork += 1;
    // Whoever ends hands the place on, so that nobody comes in between.
    else await new Promise<void>((resolve) => waiting.push(resolve));
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next === undefined) atWork -= 1;
      else next();
    }
  };
}
