/** Runs something later; returns how to call that off. */
export type Later = (run: () => void, waitMs: number) => () => void;

/** By the browser's own clock. */
export const browserLater: Later = (run, waitMs) => {
  const timer = setTimeout(run, waitMs);
  return () => clearTimeout(timer);
};
