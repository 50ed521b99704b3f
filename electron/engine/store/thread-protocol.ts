import { DomainError, type DomainErrorCode, type WordedRefusal } from '#shared/domain/errors.ts';
import { BugError } from '#shared/lang/bug-error.ts';

/** What the engine posts to a database thread. */
export type ThreadRequest =
  | {
      readonly kind: 'call';
      readonly id: number;
      readonly name: string;
      readonly args: unknown;
      readonly cancel: SharedArrayBuffer | null;
    }
  | { readonly kind: 'close' };

/** What a database thread posts back. `ready` comes once, before anything else. */
export type ThreadReply =
  | { readonly kind: 'ready' }
  | { readonly kind: 'failedToOpen'; readonly error: WireError }
  | { readonly kind: 'progress'; readonly id: number; readonly done: number }
  | { readonly kind: 'result'; readonly id: number; readonly value: unknown }
  | { readonly kind: 'error'; readonly id: number; readonly error: WireError };

/** An error that crosses threads with its kind intact. */
export interface WireError {
  readonly kind: 'domain' | 'abort' | 'bug';
  readonly code: DomainErrorCode | null;
  readonly message: string;
  readonly where: string | null;
  readonly refusal: WordedRefusal | null;
  readonly stack: string | null;
}

/** Packs an error for another thread. */
export function toWireError(error: unknown): WireError {
  const stack = error instanceof Error ? (error.stack ?? null) : null;
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof DomainError) {
    const { code, where, refusal } = error;
    return { kind: 'domain', code, message, where, refusal, stack };
  }
  const none = { code: null, message, where: null, refusal: null, stack };
  return error instanceof Error && error.name === 'AbortError' ? { kind: 'abort', ...none } : { kind: 'bug', ...none };
}

/** Unpacks an error from another thread. */
export function fromWireError(wire: WireError): Error {
  if (wire.kind === 'domain' && wire.code !== null) {
    return new DomainError(wire.code, wire.message, wire.where, undefined, wire.refusal);
  }
  if (wire.kind === 'abort') return new DOMException(wire.message, 'AbortError');
  return new BugError(wire.message, { cause: wire.stack });
}
