import { DomainError } from '#shared/domain/errors.ts';
import { REFUSALS, type RefusalKind, type RefusalValues } from './refusal-catalogue.ts';
import type { RefusalTemplate } from './refusal-template.ts';

/** What a refusal may carry besides its values. */
export interface RefusalRest {
  /** The place: see `DomainError.where`. */
  readonly where?: string | null;
  /** What only the English sentence goes on with: commands of the terminal, or words of another program that nobody translates. */
  readonly terminal?: string;
  readonly cause?: unknown;
}

/**
 * Makes the refusal of a kind: the English sentence for the terminal and the log, and kind and values for a screen, which says it in
 * the person's language. Values never hold a secret.
 */
export function refuse<Kind extends RefusalKind>(
  kind: Kind,
  values: RefusalValues<Kind>,
  rest: RefusalRest = {},
): DomainError {
  const template: RefusalTemplate = REFUSALS[kind];
  const said: Readonly<Record<string, string | number>> = values;
  const sentence = template.sentence.replaceAll(/\{(\w+)\}/g, (hole, name: string) => {
    const value = said[name] ?? hole;
    return template.terms?.[name]?.[value] ?? String(value);
  });
  return new DomainError(template.code, sentence + (rest.terminal ?? ''), rest.where ?? null, rest.cause, {
    kind,
    values,
  });
}
