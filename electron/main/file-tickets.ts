import { statSync } from 'node:fs';
import { basename, isAbsolute } from 'node:path';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** Files kept at a time; the oldest runs out when one more comes (Sundial's choice). */
const KEPT = 50;

/** A file that a person handed over: the engine knows its path, screens know the ticket. */
export interface Ticket {
  readonly ticket: string;
  readonly path: string;
  readonly name: string;
}

/** Tickets given out so far. */
export interface FileTickets {
  /** @throws {DomainError} `fileRefused` for what is no readable file of this computer. */
  readonly give: (path: string) => Ticket;
  /** Those that still hold, oldest first: an engine that was started again is told them anew. */
  readonly all: () => readonly Ticket[];
}

/** Makes the list; tickets are drawn so that nobody guesses one. */
export function createFileTickets(drawTicket: () => string): FileTickets {
  let kept: readonly Ticket[] = [];
  return {
    give: (path) => {
      if (!isAbsolute(path) || path.includes('\0') || !isFile(path)) {
        throw refuse('handedFileUnreadable', { name: basename(path) }, { where: basename(path) });
      }
      const ticket = { ticket: drawTicket(), path, name: basename(path) };
      kept = [...kept, ticket].slice(-KEPT);
      return ticket;
    },
    all: () => kept,
  };
}

function isFile(path: string): boolean {
  try {
    return statSync(path).isFile();
  } catch {
    return false;
  }
}
