/**
 * What stands in place of a Page's id while an account has not been connected: people may bring a list before they connect the Page it
 * belongs to (issue 3, Welcome). No Page id begins so; those are digits.
 */
const PREFIX = 'later-';

/**
 * A stand-in for the id of a Page that is connected later.
 *
 * @param random - what tells it from other stand-ins.
 */
export function laterPageId(random: string): string {
  return `${PREFIX}${random}`;
}

/** Whether an account still waits for its Page: nothing can be asked of Meta for it. */
export function isPageConnected(account: { readonly pageId: string }): boolean {
  return !account.pageId.startsWith(PREFIX);
}
