/**
 * What the host says of this page: `current`, it would give the same page now; `outdated`, it has newer screens; `ended`, it was
 * started again and does not know this page's session (RELIABILITY S-24); `away`, it does not answer.
 */
export type PageStanding = 'current' | 'outdated' | 'ended' | 'away';

/** Where built screens begin: every build gives this file a name of its own. */
const FIRST_SCRIPT = /<script\b[^>]*\bsrc="([^"]+)"/;

/**
 * Asks the host for the page as it would give it now. A WebSocket that is refused tells nobody why; this does.
 *
 * @param address - of the page.
 * @param shown - where the screens in this window began: the address of their first script, as it stands in the page.
 */
export async function pageStanding(address: string, shown: string | null): Promise<PageStanding> {
  try {
    const answer = await fetch(address, { cache: 'no-store' });
    if (answer.status === 401) return 'ended';
    if (!answer.ok) return 'away';
    const now = FIRST_SCRIPT.exec(await answer.text())?.[1] ?? null;
    return now === shown ? 'current' : 'outdated';
  } catch {
    return 'away'; // nobody listens there
  }
}
