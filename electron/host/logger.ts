import { join } from 'node:path';
import { type DestinationStream, pino } from 'pino';
import { redactText, redactValue } from '#engine/graph/redact.ts';
import type { Logger } from '#engine/ports.ts';
import type { KnownSecrets } from './known-secrets.ts';
import { openRotatingFile } from './rotating-file.ts';

/** A log that can be ended. */
export interface HostLogger extends Logger {
  /** Ends the log; later lines are dropped. Safe to call twice. */
  close(): void;
}

/** Where log lines go. */
export type LogPlace =
  /** Files in `logs/` of the workspace. */
  | { readonly kind: 'workspace'; readonly folder: string }
  /** The terminal's error output, apart from a command's own answer. */
  | { readonly kind: 'stderr' };

/** Five files of 5 MiB: weeks of ordinary running, and little on any disk (Sundial's choice). */
const LOG_FILES = { maxBytes: 5 * 1_048_576, keep: 4 } as const;

/**
 * Structured log lines as NDJSON, one redactor in front of everything: event names, facts, errors with their stacks (RELIABILITY
 * S-46). A disk that takes no more lines never stops a send: the line is lost, and the next one says how many were.
 */
export function openLogger(place: LogPlace, known: KnownSecrets): HostLogger {
  const { stream, end } = openPlace(place);
  const target = surviving(stream);
  const log = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime, messageKey: 'event' }, target);
  let closed = false;
  const write = (level: 'info' | 'warn' | 'error', event: string, facts: Readonly<Record<string, unknown>>): void => {
    if (closed) return;
    log[level](redactValue(facts, known.list()), redactText(event, known.list()));
  };
  return {
    info: (event, facts = {}) => write('info', event, facts),
    warn: (event, facts = {}) => write('warn', event, facts),
    error: (event, facts = {}) => write('error', event, facts),
    close() {
      if (!closed) end();
      closed = true;
    },
  };
}

function openPlace(place: LogPlace): { stream: DestinationStream; end: () => void } {
  if (place.kind === 'stderr') {
    return { stream: { write: (line) => void process.stderr.write(line) }, end: () => undefined };
  }
  const file = openRotatingFile({ folder: join(place.folder, 'logs'), name: 'sundial.log', ...LOG_FILES });
  return { stream: file, end: () => file.close() };
}

/** Counts the lines that could not be written and tells with the first one that can. */
function surviving(stream: DestinationStream): DestinationStream {
  let lost = 0;
  return {
    write(line) {
      try {
        if (lost > 0) stream.write(`${JSON.stringify({ event: 'log.lines lost', lost })}\n`);
        stream.write(line);
        lost = 0;
      } catch {
        lost += 1; // told above as soon as lines can be written again
      }
    },
  };
}
