import { expect, test } from 'vitest';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { SecretVault } from '#engine/ports.ts';
import { needConnectedHere } from '#engine/use-cases/page-key.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { DispatchWorld } from '#test/support/dispatch-world.ts';
import { createFixedVault } from '#test/support/fixed-vault.ts';
import { refusalOf } from '#test/support/refusal.ts';

/** A vault whose keychain is another one by now. */
const CHANGED: SecretVault = {
  ...createFixedVault(null),
  placeOf: () => Promise.resolve('system'),
  get: () => Promise.reject(refuse('keyUndecryptable', { backend: 'kwallet' }, { where: 'keychain' })),
};

test('a key that cannot be read here locks nobody out of the accounts: its account is to be connected again', async () => {
  const world = new DispatchWorld({ is_practice: 0 });
  const parts: EngineParts = { ...world.parts, ports: { ...world.parts.ports, vault: CHANGED } };
  const services = { machineZone: () => 'Europe/Rome' } as unknown as EngineServices; // all that is asked
  const context = { parts, services, signal: new AbortController().signal, onProgress: () => undefined };
  const answered = await runUseCase('account.overview', {}, context);
  expect(answered).toMatchObject({ document: { accounts: [{ key: 'missing', keyPlace: 'system' }] } });

  const [account] = await world.store.read('account.list', null);
  if (account === undefined) throw new Error('No account.');
  expect(await refusalOf(needConnectedHere(account, CHANGED))).toMatch(/^reconnectNeeded: .*kwallet/);
});
