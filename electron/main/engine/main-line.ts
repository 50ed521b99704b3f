import { DomainError } from '#shared/domain/errors.ts';
import type { EngineRequest, FromEngine, WireRefusal } from './engine-messages.ts';

/** Questions of the engine's process to main, and the answers that come back. */
export interface MainLine {
  readonly tell: (message: FromEngine) => void;
  /** @throws {DomainError} what main refused. */
  readonly ask: (request: EngineRequest) => Promise<unknown>;
  readonly answered: (id: number, value: unknown) => void;
  readonly refused: (id: number, refusal: WireRefusal) => void;
}

interface Waiting {
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: DomainError) => void;
}

/** Opens the line over whatever carries messages to main. */
export function openMainLine(tell: (message: FromEngine) => void): MainLine {
  const waiting = new Map<number, Waiting>();
  let lastId = 0;
  const take = (id: number): Waiting | undefined => {
    const asked = waiting.get(id);
    waiting.delete(id);
    return asked;
  };
  return {
    tell,
    ask: (request) =>
      new Promise((resolve, reject) => {
        lastId += 1;
        waiting.set(lastId, { resolve, reject });
        tell({ kind: 'ask', id: lastId, request });
      }),
    answered: (id, value) => take(id)?.resolve(value),
    refused: (id, { code, message, where, refusal }) =>
      take(id)?.reject(new DomainError(code, message, where, undefined, refusal)),
  };
}
