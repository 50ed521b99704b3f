import { useEffect, useState } from 'react';

/**
 * The name of a file somebody dropped or pasted anywhere in the window; `null` = none. The browser would open it in place of the
 * screens otherwise.
 */
export function useDroppedFile(): { readonly file: string | null; readonly forget: () => void } {
  const [file, setFile] = useState<string | null>(null);
  useEffect(() => {
    const take = (event: Event, data: DataTransfer | null): void => {
      const [dropped] = data?.files ?? [];
      if (dropped === undefined) return;
      event.preventDefault();
      setFile(dropped.name);
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
