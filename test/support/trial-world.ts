import type { Store } from '#engine/store/store.ts';
import type { UseCaseName, UseCaseOutput } from '#engine/use-cases/registry.ts';
import { runUseCase } from '#engine/use-cases/run-use-case.ts';
import type { EngineServices } from '#engine/use-cases/use-case.ts';
import { SECOND } from '#shared/time/duration.ts';
import { AskWorld, CARD } from './ask-world.ts';

/** Runs a use case by name and gives its document. */
export type Run = <Name extends UseCaseName>(name: Name, input: object) => Promise<UseCaseOutput<Name>>;

/** A world with one person who has just said yes to a card, and a draft `c1`. */
export async function justSaidYes(followUps: readonly string[] = []): Promise<{
  readonly world: AskWorld;
  readonly run: Run;
  /** The same use cases on another store, or with other services. */
  readonly runOn: (other: { readonly store?: Store; readonly services?: Partial<EngineServices> }) => Run;
  readonly person: string;
  readonly tester: { readonly campaign: string; readonly permission: string };
}> {
  const world = new AskWorld();
  const { id, scopedId } = world.personWhoWrote(0);
  await world.plan([id], { followUps });
  await world.dispatchFor(2 * SECOND);
  const token = await world.yes(id, scopedId, CARD.title ?? '');
  world.addDraft('Two for one', [CARD.title ?? '']);
  const services: Partial<EngineServices> = {
    machineZone: () => 'Europe/Rome',
    changed: () => undefined,
    practiceAct: async ({ person, action, topic }) => world.act(person, action, topic === null ? {} : { topic }),
  };
  const runOn =
    (other: { readonly store?: Store; readonly services?: Partial<EngineServices> }): Run =>
    async (name, input) => {
      const answered = await runUseCase(name, input, {
        parts: { ...world.parts, ...(other.store === undefined ? {} : { store: other.store }) },
        services: { ...services, ...other.services } as EngineServices, // these use cases ask no more of the host
        signal: new AbortController().signal,
        onProgress: () => undefined,
      });
      if (answered.kind !== 'document') throw new Error(`${name} answers with rows.`);
      return answered.document as UseCaseOutput<typeof name>; // what the use case of this name returns
    };
  return { world, run: runOn({}), runOn, person: `p${id}`, tester: { campaign: 'c1', permission: `t${token}` } };
}
