import { callForDocument } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import {
  absolutePath,
  argument,
  choiceOption,
  flag,
  listOption,
  pathOption,
  textOption,
} from '#cli/invocation-options.ts';
import { createProgressLine, printDocument } from '#cli/output.ts';
import { importText } from '#cli/present/import-text.ts';
import { UsageError } from '#cli/usage-error.ts';
import type { ImportResult } from '#engine/importers/import-service.ts';
import { ENCODINGS } from '#shared/domain/list-file.ts';
import type { DateOrder } from '#shared/time/written-date.ts';

/** `tokens import` (DESIGN 7, 10). */
export const tokensImport: CommandAction = async (invocation) => {
  const input = {
    path: absolutePath(invocation, argument(invocation, 0)),
    account: textOption(invocation, 'account'),
    map: listOption(invocation, 'map').map(toMapping),
    encoding: choiceOption(invocation, 'encoding', ENCODINGS),
    dateOrder: dateOrderOf(choiceOption(invocation, 'dates', DATE_WORDS)),
    dryRun: flag(invocation, 'dryRun'),
    rejectsPath: pathOption(invocation, 'rejects'),
  };
  await callImport(invocation, { name: 'token.import', input });
};

/** Runs an import and prints what it did; the platform's list is shown in the same way. */
export async function callImport(
  invocation: Invocation,
  call: { readonly name: 'token.import' | 'token.sync'; readonly input: unknown },
): Promise<void> {
  const progress = createProgressLine(invocation);
  try {
    const result = await callForDocument<ImportResult>(invocation, { ...call, store: 'threads' }, progress.show);
    progress.clear();
    await printDocument(invocation, result, importText);
  } finally {
    progress.clear();
  }
}

/** What comes first in dates, as one types it. */
const DATE_WORDS = ['day-first', 'month-first'] as const;

function dateOrderOf(word: string | null): DateOrder | null {
  if (word === null) return null;
  return word === 'day-first' ? 'dayFirst' : 'monthFirst';
}

function toMapping(text: string): { readonly column: string; readonly field: string } {
  const at = text.lastIndexOf('=');
  if (at <= 0 || at === text.length - 1) {
    throw new UsageError(
      `--map "${text}" must be a column and what it holds, such as --map "Phone id=recipient".`,
      '--map',
    );
  }
  return { column: text.slice(0, at), field: text.slice(at + 1) };
}
