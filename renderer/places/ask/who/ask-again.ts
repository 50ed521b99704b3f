import type { AskablePage } from '#shared/contract/ask-answers.ts';

/** Nothing that ages stands longer without being asked again, in ms: a computer that slept counts no time (Sundial's choice). */
const LONGEST_MS = 60_000;
/** Time between two readings however many windows end, in ms: each reads every page that is shown (Sundial's choice). */
const SHORTEST_MS = 5_000;

/** When to ask again who may be asked, in ms from the answer: as soon as a window ends or somebody's time has come. */
export function askAgainMs(pages: readonly Pick<AskablePage, 'rows' | 'now'>[]): number {
  const nextMs = pages.flatMap(({ rows, now }) =>
    rows.flatMap(({ windowEnds, answer }) => {
      const earliest = answer.kind === 'not' ? answer.earliest : null;
      return [windowEnds, ...(earliest === null ? [] : [earliest])].map(({ at }) => at - now.at).filter((ms) => ms > 0);
    }),
  );
  const nearest = nextMs.reduce((least, ms) => Math.min(least, ms), LONGEST_MS);
  return Math.max(nearest, SHORTEST_MS);
}

/** When to ask again about one person, in ms: soon where a time to come was named, since a button waits for it. */
export const PERSON_AGAIN_MS = SHORTEST_MS;
