import type { Clock, PictureNetwork, PictureReply } from '#engine/ports.ts';
import type { PictureRefusal, PictureType } from '#shared/domain/picture.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { type PictureAddress, readPictureAddress } from './picture-address.ts';
import { readPictureHeader } from './picture-header.ts';
import { PICTURE_LIMITS } from './picture-limits.ts';
import { isPublicAddress } from './public-address.ts';

/** A picture, or why there is none. */
export type PictureAnswer =
  | { readonly kind: 'picture'; readonly type: PictureType; readonly bytes: Uint8Array }
  /** The address sends on to this site, which nobody agreed to; it was not asked. As `URL.host` has it. */
  | { readonly kind: 'elsewhere'; readonly host: string }
  | { readonly kind: 'refused'; readonly why: PictureRefusal };

/** What fetching works with. */
export interface PictureFetching {
  /** Sites besides the address's own that a person agreed to, as `URL.host` has them; each site that is asked learns that somebody looks. */
  readonly via: readonly string[];
  readonly network: PictureNetwork;
  readonly clock: Clock;
  /** Fires when nobody wants the picture any more. */
  readonly signal: AbortSignal;
}

/**
 * Fetches a picture for a preview, since a person asked to see it (RELIABILITY S-40): at most three redirects, and before each request
 * the name is resolved once, all its addresses are checked, and only these are connected to. Nothing is asked, not even a name server,
 * about a site that the person did not agree to.
 *
 * @throws the signal's reason when it fires.
 */
export async function fetchPicture(
  url: string,
  { via, network, clock, signal }: PictureFetching,
): Promise<PictureAnswer> {
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  const late = clock.sleep(PICTURE_LIMITS.durationMs, either).then(() => refused('tooSlow'));
  const followed = follow(url, via, { network, signal: either });
  followed.catch(() => undefined); // told by the race, if it matters
  try {
    const answer = await Promise.race([followed, late]);
    signal.throwIfAborted();
    return answer;
  } finally {
    ending.abort('over');
  }
}

async function follow(
  url: string,
  via: readonly string[],
  { network, signal }: Pick<PictureFetching, 'network' | 'signal'>,
): Promise<PictureAnswer> {
  let address = readPictureAddress(url, null);
  const agreed = new Set([...via, ...(address.kind === 'address' ? [address.site] : [])].map(withoutWww));
  for (let redirects = 0; redirects <= PICTURE_LIMITS.redirects; redirects += 1) {
    if (address.kind === 'refused') return address;
    if (!agreed.has(withoutWww(address.site))) return { kind: 'elsewhere', host: address.site };
    const reply = await askOnce(address, network, signal);
    if (reply.kind === 'refused') return reply;
    const read = readReply(reply);
    if (read.kind !== 'redirect') return read;
    address = readPictureAddress(read.to, address.href);
  }
  return refused('tooManyRedirects');
}

/** A name with and without `www.` is one site to a person, who would not see a question about it as one. */
function withoutWww(site: string): string {
  return site.replace(/^www\./u, '');
}

/** One request, when every address of the name is public: one that is not could be the one that is taken. */
async function askOnce(
  { host, path }: PictureAddress,
  network: PictureNetwork,
  signal: AbortSignal,
): Promise<PictureReply | ReturnType<typeof refused>> {
  const addresses = await network.addressesOf(host);
  signal.throwIfAborted();
  if (addresses.length === 0) return refused('unreachable');
  if (!addresses.every(isPublicAddress)) return refused('privateAddress');
  return network.get({ host, port: PICTURE_LIMITS.port, path, addresses, bytes: PICTURE_LIMITS.bytes }, signal);
}

/** Statuses that send on with a GET (RFC 9110, 15.4). */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
/** Statuses that say there is nothing here. */
const GONE = new Set([404, 410]);

/** What a site's reply means. */
function readReply(reply: PictureReply): PictureAnswer | { readonly kind: 'redirect'; readonly to: string } {
  switch (reply.kind) {
    case 'broken':
      return refused('unreachable');
    case 'tooLarge':
      return refused('tooLarge');
    case 'answer': {
      const { status, location } = reply;
      if (REDIRECTS.has(status) && location !== null) return { kind: 'redirect', to: location };
      if (status === 200) return pictureOf(reply.body);
      return refused(GONE.has(status) ? 'notFound' : 'withheld');
    }
    default:
      return assertNever(reply, 'picture reply');
  }
}

function pictureOf(bytes: Uint8Array): PictureAnswer {
  const header = readPictureHeader(bytes);
  if (header === null) return refused('notPicture');
  if (header.width * header.height > PICTURE_LIMITS.pixels) return refused('tooLarge');
  return { kind: 'picture', type: header.type, bytes };
}

function refused(why: PictureRefusal): { readonly kind: 'refused'; readonly why: PictureRefusal } {
  return { kind: 'refused', why };
}
