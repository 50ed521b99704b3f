import { DomainError } from '#shared/domain/errors.ts';
import type { CliIo, ExitCode } from './cli-io.ts';
import { UsageError } from './usage-error.ts';

/** An error as programs read it with `--json` (issue 2, DESIGN 10). */
export interface ReportedError {
  readonly code: string;
  readonly message: string;
  readonly where: string | null;
}

/**
 * Tells what went wrong: one sentence on standard error and, for programs, one document on standard output.
 *
 * A bug of ours is told with its stack, since nobody but its maintainers can act on it.
 */
export async function reportError(error: unknown, io: CliIo, json: boolean): Promise<ExitCode> {
  if (io.isReaderGone() && isAbort(error)) return 0;
  const reported = toReported(error);
  io.writeError(`${reported.message}\n`);
  if (reported.code === 'bug' && error instanceof Error) io.writeError(`${error.stack ?? ''}\n${causeOf(error)}`);
  if (json) await io.write(`${JSON.stringify({ error: reported })}\n`);
  return error instanceof UsageError ? 2 : 1;
}

function toReported(error: unknown): ReportedError {
  if (error instanceof DomainError) return { code: error.code, message: error.message, where: error.where };
  if (error instanceof UsageError) return { code: 'usage', message: error.message, where: error.where };
  if (isAbort(error)) {
    return {
      code: 'cancelled',
      message: 'Stopped before it was done; what was not finished was not stored.',
      where: null,
    };
  }
  const text = error instanceof Error ? error.message : String(error);
  return { code: 'bug', message: `Sundial has a fault, this is not your doing: ${text}`, where: null };
}

function isAbort(error: unknown): boolean {
  return error instanceof Error && error.name === 'AbortError';
}

function causeOf(error: Error): string {
  if (error.cause === undefined) return '';
  return `because: ${error.cause instanceof Error ? (error.cause.stack ?? error.cause.message) : JSON.stringify(error.cause)}\n`;
}
