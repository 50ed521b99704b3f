/** Where updates come from. */
export type UpdateFeed =
  | { readonly kind: 'off'; readonly because: 'notPacked' | 'noFeed' | 'notSecure' | 'unsigned' }
  | { readonly kind: 'on' };

/**
 * Whether this Sundial looks for updates: only a packed one whose build named a feed. The feed must be `https:`; on Windows it must say
 * who signs, since without that the updater would check no signature (RELIABILITY S-18).
 *
 * @param feed - text of `app-update.yml` beside the app; `null` = there is none.
 */
export function decideUpdateFeed(
  feed: string | null,
  { isPacked, platform }: { readonly isPacked: boolean; readonly platform: string },
): UpdateFeed {
  if (!isPacked) return { kind: 'off', because: 'notPacked' };
  if (feed === null) return { kind: 'off', because: 'noFeed' };
  const address = /^url:\s*['"]?(\S+?)['"]?\s*$/m.exec(feed)?.[1] ?? '';
  if (!URL.canParse(address) || new URL(address).protocol !== 'https:') return { kind: 'off', because: 'notSecure' };
  if (platform === 'win32' && !/^publisherName:\s*\S*/m.test(feed)) return { kind: 'off', because: 'unsigned' };
  return { kind: 'on' };
}

/** What is done about an update that was found or fetched. */
export type UpdateStep = 'wait' | 'askToFetch' | 'askToInstall';

/** Nobody is asked during a send, and nothing is fetched or installed without being asked (issue 3, Desktop shell). */
export function decideUpdateStep(found: 'available' | 'fetched', isSending: boolean): UpdateStep {
  if (isSending) return 'wait';
  return found === 'available' ? 'askToFetch' : 'askToInstall';
}
