/**
 * Cells a spreadsheet may take for a formula: after spaces or quotes, a sign that opens one, full-width forms included
 * (RELIABILITY S-36). A line feed or a tab counts as such a sign.
 */
const OPENS_FORMULA = /^['"\s]*[=+\-@\t\r\n\uFF1D\uFF0B\uFF0D\uFF20]/u;

/** Plain numbers open no formula and stay numbers. */
const PLAIN_NUMBER = /^[+-]?\d+(?:[.,]\d+)?$/u;

/** Whether a spreadsheet could take the text for a formula. */
export function isFormulaLike(text: string): boolean {
  return OPENS_FORMULA.test(text) && !PLAIN_NUMBER.test(text);
}

/** The text as it goes into a CSV cell: with a leading `'` where a spreadsheet could take it for a formula. */
export function addFormulaPrefix(text: string): string {
  return isFormulaLike(text) ? `'${text}` : text;
}

/** Takes back what {@link addFormulaPrefix} did; any other text stays as it is. */
export function removeFormulaPrefix(text: string): string {
  return text.charCodeAt(0) === 39 && isFormulaLike(text.slice(1)) ? text.slice(1) : text;
}
