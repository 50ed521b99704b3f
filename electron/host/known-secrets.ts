/** Every secret this process has in hand, so that the redactor can take it out literally, whatever it looks like (RELIABILITY S-46). */
export interface KnownSecrets {
  /** Remembers a secret for as long as the process lives; one that was replaced may still stand in an answer on its way. */
  add(secret: string): void;
  list(): readonly string[];
}

/** Shorter texts are no access tokens, and hiding them would eat ordinary words. */
const SHORTEST_SECRET = 8;

/** Starts without any. */
export function createKnownSecrets(): KnownSecrets {
  let secrets: readonly string[] = [];
  return {
    add(secret) {
      if (secret.length >= SHORTEST_SECRET && !secrets.includes(secret)) secrets = [...secrets, secret];
    },
    list: () => secrets,
  };
}
