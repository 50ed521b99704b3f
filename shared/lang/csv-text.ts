/** First characters that spreadsheet programs take for a formula, full-width forms included (OWASP, CSV Injection; RELIABILITY S-36). */
const FORMULA = /^[\s"']*[=+\-@\t\r\n＝＋－＠]/u;

/** A plain number, which may begin with a minus. */
const NUMBER = /^-?\d+(\.\d+)?$/;

/** One cell: a leading apostrophe where it could be taken for a formula, quotes where CSV needs them. `null` is empty. */
export function csvCell(value: unknown): string {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' ? value : JSON.stringify(value);
  const safe = typeof value === 'string' && FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",\r\n;]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** One line of a CSV file (RFC 4180). */
export function csvLine(values: readonly unknown[]): string {
  return `${values.map(csvCell).join(',')}\r\n`;
}
