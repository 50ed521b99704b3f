import { isDefinedError, ORPCError } from '@orpc/client';
import { LineLostError } from '#renderer/client/line-lost.ts';
import { REFUSED } from '#shared/contract/base.ts';
import type { DomainErrorCode, WordedRefusal } from '#shared/domain/errors.ts';

/** What went wrong, in a word that has a sentence in every language. */
export type RefusalCode = DomainErrorCode | 'lineLost' | 'broken';

/** Why a question failed. */
export interface RefusalFacts {
  /** What a screen words. */
  readonly code: RefusalCode;
  /** What exactly was refused, to be worded; `null` = the engine says it only in English. */
  readonly refusal: WordedRefusal | null;
  /** The engine's own English sentence; `null` = there is none. */
  readonly details: string | null;
}

/** Reads why a question failed. */
export function refusalOf(error: unknown): RefusalFacts {
  if (error instanceof LineLostError) return { code: 'lineLost', refusal: null, details: null };
  if (error instanceof ORPCError && isDefinedError(error)) {
    const data = REFUSED.REFUSED.data.safeParse(error.data);
    if (data.success) return { code: data.data.code, refusal: data.data.refusal, details: error.message };
  }
  return { code: 'broken', refusal: null, details: null };
}
