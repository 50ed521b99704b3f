/** Limits of the web host (RELIABILITY S-27; DESIGN 7 for uploads). */
export const WEB_LIMITS = {
  headerBytes: 16 * 1024,
  /** Body of a JSON request. */
  jsonBytes: 1024 * 1024,
  /** One WebSocket frame. */
  frameBytes: 1024 * 1024,
  /** What may wait for a tab that does not read, before the streams that fill it are stopped (Sundial's choice). */
  waitingBytes: 1024 * 1024,
  /** A file that is handed over: the largest that can be imported (DESIGN 7). */
  uploadBytes: 1024 * 1024 * 1024,
  connections: 100,
  /** Longest silence of a request, and longest wait for its headers. */
  silenceMs: 30_000,
} as const;

/** Header that a page of another site cannot send without being asked first, and then is refused (RELIABILITY S-25). */
export const OWN_HEADER = 'x-sundial';
