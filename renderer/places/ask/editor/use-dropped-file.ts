import { useEffect, useState } from 'react';

/** What is dropped or pasted. */
export interface Carried {
  readonly types: readonly string[];
  readonly files: Iterable<{ readonly name: string }>;
}

/**
 * The name of the file somebody wants to hand over; `null` = none. What is copied from a spreadsheet or a text program carries a
 * picture of itself beside its text: whoever pastes that means the text.
 */
export function carriedFile(event: string, { types, files }: Carried): string | null {
  if (event === 'paste' && types.includes('text/plain')) return null;
  const [file] = files;
  return file?.name ?? null;
}

/**
 * The name of a file somebody dropped or pasted anywhere in the window; `null` = none. The browser would open it in place of the
 * screens otherwise.
 */
export function useDroppedFile(): { readonly file: string | null; readonly forget: () => void } {
  const [file, setFile] = useState<string | null>(null);
  useEffect(() => {
    const take = (event: DragEvent | ClipboardEvent, data: Carried | null): void => {
      const carried = data === null ? null : carriedFile(event.type, data);
      if (carried === null) return;
      event.preventDefault();
      setFile(carried);
    };
    const over = (event: DragEvent): void => {
      if (event.dataTransfer?.types.includes('Files') === true) event.preventDefault();
    };
    const drop = (event: DragEvent): void => take(event, event.dataTransfer);
    const paste = (event: ClipboardEvent): void => take(event, event.clipboardData);
    document.addEventListener('dragover', over);
    document.addEventListener('drop', drop);
    document.addEventListener('paste', paste);
    return () => {
      document.removeEventListener('dragover', over);
      document.removeEventListener('drop', drop);
      document.removeEventListener('paste', paste);
    };
  }, []);
  return { file, forget: () => setFile(null) };
}
