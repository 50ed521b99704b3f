import type { ContentProblem } from '#shared/rules/message-content-check.ts';

/** How a text is shown in which nothing stands. */
const EMPTY = '""';

/**
 * What is still to do, each thing once: what other tools receive on a tap follows the words on the button, so while both are empty
 * the words alone are missing.
 */
export function withoutFollowing(problems: readonly ContentProblem[]): readonly ContentProblem[] {
  const empty = new Set(problems.filter(({ value }) => value === EMPTY).map(({ path }) => path));
  return problems.filter(({ path }) => {
    const follows = /\.buttons\[\d+\]\.payload$/.test(path) && empty.has(path);
    return !(follows && empty.has(path.replace(/payload$/, 'title')));
  });
}
