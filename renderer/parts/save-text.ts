/** How long a browser may take to begin reading a file that it saves, in ms (Sundial's choice). */
const READ_WITHIN_MS = 60_000;

/** Puts pieces of text into a file of the browser's or the system's download folder. */
export function saveText(fileName: string, pieces: readonly string[], type: string): void {
  const address = URL.createObjectURL(new Blob([...pieces], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  // The download has begun with the click; the text itself is let go of once that has surely happened.
  setTimeout(() => URL.revokeObjectURL(address), READ_WITHIN_MS);
}
