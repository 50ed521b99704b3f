import { join } from 'node:path';
import Database from 'better-sqlite3';
import { browserProgram } from '#test/support/browser.ts';
import { buildScreens } from '#web/build-screens.ts';
import type { BarePageInput, BarePageReport } from './bare-page-process.ts';
import { runChild } from './child.ts';
import type { PeopleInput, PeopleReport } from './people-process.ts';
import type { Comparison, Measured, WantedFigure } from './ratio.ts';
import type { Scrolling, ScrollingInput } from './scrolling.ts';
import { writeTemplate } from './template-workspace.ts';
import { copyFile, settleDisk, type WorkFolder } from './work-folder.ts';

/**
 * The People screen's questions to a real engine (DESIGN 11, any list screen), against one bare SQLite query with the perfect index for
 * one of them; and scrolling in a real browser where there is one.
 */
export async function peopleCase(work: WorkFolder, tokens: number): Promise<Comparison> {
  const folder = work.fresh(`people-${tokens}`);
  const databasePath = join(folder, 'sundial.db');
  writeTemplate(databasePath, { accounts: 3, tokens });
  nameEverybody(databasePath);
  const perfect = work.at(`people-perfect-${tokens}.db`);
  copyFile(databasePath, perfect);
  const db = new Database(perfect);
  db.exec('CREATE INDEX bench_name ON recipient (display_name, id)');
  db.close();
  settleDisk();
  const isSeen = hasBrowser();
  if (isSeen) await buildScreens();
  return {
    work: 'people',
    rows: tokens,
    measure: 'time',
    goal: { kind: 'none' },
    ours: { name: 'first page by the engine, judged and worded', run: () => ours(folder, isSeen) },
    yardstick: {
      name: 'the same rows by one SQLite query with the perfect index',
      run: async () => {
        const { pageMs } = await runChild<BarePageReport>(new URL('./bare-page-process.ts', import.meta.url), {
          databasePath: perfect,
        } satisfies BarePageInput);
        return { tookMs: pageMs };
      },
    },
    figures: figures(isSeen),
    notes: [
      'First rows: of an engine that has just started. Sort, filter, search: the slowest of several questions, each asked for the first time, with all counts exact.',
      isSeen
        ? 'Frame: the median time from one screen to the next while ten rows a frame go by.'
        : 'No browser was found, so nothing was scrolled.',
    ],
  };
}

function figures(isSeen: boolean): readonly WantedFigure[] {
  const ms = (name: string, bound: number | null): WantedFigure => ({
    name,
    unit: 'ms',
    of: 'median',
    goal: bound === null ? { kind: 'none' } : { kind: 'atMost', bound },
  });
  const inBrowser = isSeen ? [ms('sort on the screen', 200), ms('longest task', 50), ms('frame', null)] : [];
  return [
    ms('first rows', 100),
    ms('sort', 200),
    ms('filter', 200),
    ms('search', 200),
    ms('prepared', null),
    ...inBrowser,
    { name: 'memory', unit: 'MiB', of: 'worst', goal: { kind: 'none' } },
  ];
}

async function ours(folder: string, isSeen: boolean): Promise<Measured> {
  const report = await runChild<PeopleReport>(new URL('./people-process.ts', import.meta.url), {
    folder,
  } satisfies PeopleInput);
  const script = new URL('../e2e/support/scroll-people-process.ts', import.meta.url);
  const scrolling = isSeen ? await runChild<Scrolling>(script, { folder } satisfies ScrollingInput) : null;
  return {
    tookMs: report.pageMs,
    figures: {
      'first rows': Math.round(report.firstRowsMs),
      sort: Math.round(report.sortMs),
      filter: Math.round(report.filterMs),
      search: Math.round(report.searchMs),
      prepared: Math.round(report.preparedMs),
      memory: report.memoryMiB,
      ...(scrolling === null
        ? {}
        : {
            'sort on the screen': Math.round(scrolling.firstRowsMs),
            'longest task': Math.round(scrolling.longestTaskMs),
            frame: Math.round(scrolling.frameMs),
          }),
    },
  };
}

function hasBrowser(): boolean {
  try {
    browserProgram();
    return true;
  } catch {
    // Told in the notes.
    return false;
  }
}

/** Nearly a million different names, as in life; the other cases get by with fewer. */
function nameEverybody(path: string): void {
  const db = new Database(path);
  const letter = (letters: string, divisor: number): string =>
    `substr('${letters}', 1 + (id * 7919 / ${divisor}) % ${letters.length}, 1)`;
  const syllables = [1, 17, 263, 4_001, 60_013].map(
    (divisor) => `${letter('bcdfglmnprstvz', divisor)} || ${letter('aeiou', divisor * 3)}`,
  );
  db.exec(`UPDATE recipient SET display_name = display_name || ' ' || ${syllables.join(' || ')}`);
  db.pragma('wal_checkpoint(TRUNCATE)');
  db.close();
}
