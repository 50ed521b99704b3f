import type { ToEngine } from './engine/engine-messages.ts';
import { createFileTickets, type Ticket } from './file-tickets.ts';
import { createOpenedFiles, type OpenedFiles } from './opened-files.ts';

/** Files that reach the app: dropped on a page, opened with it, or chosen in its menu. */
export interface HandedOver {
  /**
   * A ticket for a path; it holds as soon as it is given, because the engine has noted it by then.
   *
   * @throws {DomainError} `fileRefused`.
   */
  readonly ticketOf: (path: string) => Promise<string>;
  /** Takes files that were opened with the app; what is none is left out, since nobody waits for an answer. */
  readonly open: (paths: readonly string[]) => void;
  readonly next: OpenedFiles['next'];
  /** The engine has noted a ticket. */
  readonly noted: (ticket: string) => void;
  /** A new engine knows no ticket yet. */
  readonly tellAll: () => void;
}

/** @param post - sends to the engine; what is sent while none runs is told by {@link HandedOver.tellAll} later. */
export function createHandedOver(post: (message: ToEngine) => void, drawTicket: () => string): HandedOver {
  const tickets = createFileTickets(drawTicket);
  const opened = createOpenedFiles();
  const waiting = new Map<string, () => void>();
  const tell = (ticket: Ticket): void => post({ kind: 'file', ...ticket });
  const give = async (path: string): Promise<Ticket> => {
    const ticket = tickets.give(path);
    const isNoted = new Promise<void>((resolve) => waiting.set(ticket.ticket, resolve));
    tell(ticket);
    await isNoted;
    return ticket;
  };
  return {
    ticketOf: async (path) => (await give(path)).ticket,
    open: (paths) => {
      for (const path of paths) {
        void give(path).then(
          ({ ticket, name }) => opened.add({ ticket, name }),
          () => undefined, // no file: nobody waits for an answer
        );
      }
    },
    next: opened.next,
    noted: (ticket) => {
      waiting.get(ticket)?.();
      waiting.delete(ticket);
    },
    tellAll: () => tickets.all().forEach(tell),
  };
}
