import type { Fact } from '#shared/contract/facts.ts';
import type { ScreenContext } from './implement-contract.ts';

/** Facts for one screen, until it goes; `ready` says from where on nothing is missed. */
export async function* listen({
  context,
  signal,
}: {
  readonly context: ScreenContext;
  readonly signal?: AbortSignal | undefined;
}): AsyncGenerator<Fact, void, undefined> {
  const facts = context.engine.facts.listen(signal ?? new AbortController().signal);
  const first = facts.next();
  yield { kind: 'ready' };
  const begun = await first;
  if (begun.done === true) return;
  yield begun.value;
  yield* facts;
}
