/** Variables that would change what the engine's process runs, trusts or writes (RELIABILITY S-14, S-49). */
const NEVER_HANDED_ON = /^(?:NODE_|ELECTRON_|SSL(?:KEYLOGFILE|_CERT)|UV_|V8_|LD_PRELOAD$|DYLD_)/i;

/**
 * The environment of the processes that main starts: the computer's, without what could redirect them, and in UTC, since times are
 * wall-clock text there (DESIGN 5).
 */
export function engineEnvironment(own: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const kept = Object.entries(own).flatMap(([name, value]) =>
    value === undefined || NEVER_HANDED_ON.test(name) ? [] : [[name, value] as const],
  );
  return { ...Object.fromEntries(kept), TZ: 'UTC' };
}
