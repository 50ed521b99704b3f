import type { Locator } from 'playwright-core';

/** Whether all of something can be seen without scrolling, and nothing lies over it. */
export function isInSight(one: Locator): Promise<boolean> {
  return one.evaluate((element) => {
    const { left, right, top, bottom } = element.getBoundingClientRect();
    if (top < 0 || left < 0 || bottom > window.innerHeight || right > window.innerWidth) return false;
    const seen = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
    return seen !== null && element.contains(seen);
  });
}
