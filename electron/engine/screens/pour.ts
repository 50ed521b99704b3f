import type { UseCaseName } from '#engine/use-cases/registry.ts';
import type { ScreenContext } from './implement-contract.ts';

/** A procedure that is one use case with rows as its answer, given one by one; leaving the stream ends it. */
export function pour<Row>(
  name: UseCaseName,
): (asked: {
  readonly context: ScreenContext;
  readonly input: unknown;
  readonly signal?: AbortSignal | undefined;
}) => AsyncGenerator<Row, void, undefined> {
  return async function* ({ context, input, signal }) {
    const answered = await context.engine.run(name, input, {
      signal: signal ?? new AbortController().signal,
      onProgress: () => undefined,
    });
    if (answered.kind !== 'rows') throw new TypeError(`${name} answers with a document; rows were expected.`);
    for await (const row of answered.rows) yield row as Row; // what the use case of this name gives
  };
}
