import type { SecretVault } from '#engine/ports.ts';
import { createKnownSecrets, type KnownSecrets } from '#host/known-secrets.ts';
import { openMemorySecretVault } from '#host/memory-secret-vault.ts';

/** What a process holds of secrets besides the file of the data folder; it outlives an engine that is started again. */
export interface SecretsInHand {
  readonly known: KnownSecrets;
  /** Access tokens that are in no file. */
  readonly inMemory: SecretVault;
  /** Whether the person said that secrets may stand in a file, see `FileSecretVaultParts.mayStore`. */
  mayStore: boolean;
}

/** Starts without any, and without the person's word. */
export function openSecretsInHand(): SecretsInHand {
  const known = createKnownSecrets();
  return { known, inMemory: openMemorySecretVault(known), mayStore: false };
}
