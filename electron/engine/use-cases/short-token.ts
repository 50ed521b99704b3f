/** Longest text that is shown whole where a permission's handle may stand. */
const WHOLE = 12;

/** A notification token as screens show it: its first six and last four signs. */
export function shortToken(token: string): string {
  return token.length <= WHOLE ? token : `${token.slice(0, 6)}…${token.slice(-4)}`;
}
