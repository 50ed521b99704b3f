import type { DomainErrorCode } from '#shared/domain/errors.ts';

/** How one kind of refusal is said. */
export interface RefusalTemplate {
  readonly code: DomainErrorCode;
  /** The English sentence, with the names of its values in braces. */
  readonly sentence: string;
  /** Values that screens say and the English sentence does not. */
  readonly also?: readonly string[];
  /** What the English sentence says for a value that is a code; any other value stands as it is. */
  readonly terms?: Readonly<Record<string, Readonly<Record<string, string>>>>;
}
