import type { Progress } from '#engine/use-cases/use-case.ts';
import type { Invocation } from './command.ts';

/** Prints one document: as JSON for programs, else as the text made for people. */
export async function printDocument<T>(
  invocation: Invocation,
  document: T,
  toText: (document: T) => string,
): Promise<void> {
  await invocation.io.write(invocation.json ? `${JSON.stringify(document)}\n` : withBreak(toText(document)));
}

/** Prints one row for programs. */
export async function printRow(invocation: Invocation, row: unknown): Promise<void> {
  await invocation.io.write(`${JSON.stringify(row)}\n`);
}

/** Says something beside the answer: to people only, on standard error, so that no program reads it by mistake. */
export function say(invocation: Invocation, text: string): void {
  if (!invocation.json) invocation.io.writeError(withBreak(text));
}

/** Shows how far a long piece of work is, on one line that replaces itself; says nothing where no terminal is. */
export function createProgressLine(invocation: Invocation): {
  readonly show: (progress: Progress) => void;
  readonly clear: () => void;
} {
  const { io, clock } = invocation;
  let shownAtMs = Number.NEGATIVE_INFINITY;
  let isShown = false;
  return {
    show: (progress) => {
      const nowMs = clock.monotonicMs();
      // At most ten times a second: more cannot be read (Sundial's choice).
      if (!io.isTerminal.error || nowMs - shownAtMs < 100) return;
      shownAtMs = nowMs;
      isShown = true;
      const of = progress.total === null ? '' : ` of ${grouped(progress.total)}`;
      io.writeError(`\r\u001b[K${grouped(progress.done)}${of} ${progress.what}`.slice(0, io.columns + 4));
    },
    clear: () => {
      if (isShown) io.writeError('\r\u001b[K');
      isShown = false;
    },
  };
}

/** A whole number with a comma between each three digits. */
export function grouped(value: number): string {
  return String(value).replaceAll(/\B(?=(\d{3})+(?!\d))/g, ',');
}

/** `1 person`, `2 people`. */
export function counted(value: number, one: string, many: string): string {
  return `${grouped(value)} ${value === 1 ? one : many}`;
}

function withBreak(text: string): string {
  return text.endsWith('\n') ? text : `${text}\n`;
}
