/** What a picture of a preview may be; SVG holds scripts and addresses of its own and is none of them (RELIABILITY S-40). */
export const PICTURE_TYPES = ['image/png', 'image/jpeg', 'image/gif', 'image/webp'] as const;
/** See {@link PICTURE_TYPES}. */
export type PictureType = (typeof PICTURE_TYPES)[number];

/** Why a picture is not shown in a preview, as one closed list; each has a sentence in every language. */
export const PICTURE_REFUSALS = [
  /** No web address, or one with a user name, a password or a port of its own. */
  'oddAddress',
  /** Another scheme than `https:`, at the start or after a redirect. */
  'notHttps',
  /** The name leads into a private network, to this computer, or to anything else that is not the public web. */
  'privateAddress',
  /** The site says that there is nothing at this address. */
  'notFound',
  /** The site answers, but with no picture for us: it wants a login, or has a fault of its own. */
  'withheld',
  /** There is no such site, no line to it, or its certificate is not to be trusted. */
  'unreachable',
  /** It was not there in time. */
  'tooSlow',
  /** The site sends on and on. */
  'tooManyRedirects',
  /** It is no PNG, JPEG, GIF or WebP. */
  'notPicture',
  /** More bytes or more pixels than a preview takes. */
  'tooLarge',
] as const;
/** See {@link PICTURE_REFUSALS}. */
export type PictureRefusal = (typeof PICTURE_REFUSALS)[number];
