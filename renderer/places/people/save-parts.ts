/** How long a browser may take to begin reading a file that it saves, in ms. */
const READ_WITHIN_MS = 60_000;

/** Saves the parts of a CSV file where the browser saves files. */
export function saveParts(parts: readonly string[], name: string): void {
  // The mark in front has spreadsheet programs read the names as UTF-8.
  const address = URL.createObjectURL(new Blob(['\uFEFF', ...parts], { type: 'text/csv;charset=utf-8' }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), READ_WITHIN_MS);
}
