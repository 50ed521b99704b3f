import type { HandedFile } from '#engine/use-cases/use-case.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** Files that main said a person handed over, by ticket. */
export interface HandedFiles {
  readonly note: (ticket: string, file: HandedFile) => void;
  /** @throws {DomainError} `notFound`. */
  readonly get: (ticket: string) => HandedFile;
}

/** Starts without any; main says each again after a restart. */
export function createHandedFiles(): HandedFiles {
  const files = new Map<string, HandedFile>();
  return {
    note: (ticket, file) => void files.set(ticket, file),
    get: (ticket) => {
      const file = files.get(ticket);
      if (file !== undefined) return file;
      throw refuse('handedFileGone', {}, { where: 'file' });
    },
  };
}
