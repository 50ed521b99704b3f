import { readFileSync } from 'node:fs';

/** Names this run of the computer; only shown to people, so a system without one is no error. */
export function bootId(): string {
  try {
    return readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim();
  } catch {
    return 'not known'; // macOS and Windows have no such file; the lock alone decides who owns
  }
}
