import { tmpdir } from 'node:os';
import type { EngineParts } from '#engine/engine-parts.ts';
import type { Random } from '#engine/ports.ts';
import type { WritableDb } from '#engine/store/database.ts';
import { openInlineStore } from '#engine/store/inline-store.ts';
import type { UseCaseName, UseCaseOutput } from '#engine/use-cases/registry.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices, UseCaseContext } from '#engine/use-cases/use-case.ts';
import { epochMs } from '#shared/time/instant.ts';
import { createFakeClock, type FakeClock } from '#test/support/fake-clock.ts';
import { loadRulePacks } from '#test/support/rule-packs.ts';
import { loadZoneTable } from '#test/support/zone-table.ts';

/** Use cases on one database with a clock of their own; the computer stands in Rome. Whatever asks the platform or a host has none. */
export function useCasesOn(
  db: WritableDb,
  clock: FakeClock = createFakeClock(epochMs(Date.parse('2026-11-21T09:00:00Z'))),
): {
  readonly clock: FakeClock;
  readonly run: <Name extends UseCaseName>(name: Name, input: unknown) => Promise<UseCaseOutput<Name>>;
} {
  let drawn = 0;
  const random: Random = { next: () => 0.5, hex: () => `drawn-${++drawn}` };
  const ports = { clock, random } as unknown as EngineParts['ports']; // these use cases use no other
  const parts = {
    store: openInlineStore(db),
    zones: loadZoneTable(),
    rulePacks: loadRulePacks(),
    ports,
    folder: tmpdir(),
  };
  const services = { machineZone: () => 'Europe/Rome', changed: () => undefined } as unknown as EngineServices; // as above
  const context: UseCaseContext = {
    parts: parts as unknown as EngineParts, // as above
    services,
    signal: new AbortController().signal,
    onProgress: () => undefined,
  };
  const run = async <Name extends UseCaseName>(name: Name, input: unknown): Promise<UseCaseOutput<Name>> => {
    const answered = await runUseCase(name, input, context);
    if (answered.kind !== 'document') throw new Error(`${name} answers with rows.`);
    return answered.document as UseCaseOutput<Name>; // what the use case of this name returns
  };
  return { clock, run };
}
