/** A file that was opened with the app, as a page may know it. */
export interface OpenedFile {
  readonly ticket: string;
  readonly name: string;
}

/** Files opened with the app, until a page takes them; each is taken once. */
export interface OpenedFiles {
  readonly add: (file: OpenedFile) => void;
  /** The next one, now or later; a page that asks again takes the place of its older question. */
  readonly next: () => Promise<OpenedFile | null>;
}

/** Starts without any. */
export function createOpenedFiles(): OpenedFiles {
  const waiting: OpenedFile[] = [];
  let asked: ((file: OpenedFile | null) => void) | null = null;
  return {
    add: (file) => {
      const give = asked;
      asked = null;
      if (give === null) waiting.push(file);
      else give(file);
    },
    next: () => {
      asked?.(null);
      asked = null;
      const first = waiting.shift();
      if (first !== undefined) return Promise.resolve(first);
      return new Promise((resolve) => {
        asked = resolve;
      });
    },
  };
}
