import { DomainError } from '#shared/domain/errors.ts';
import { USE_CASES, type UseCaseName } from './registry.ts';
import { type DocumentUseCase, type RowsUseCase, type UseCaseContext, writeAudit } from './use-case.ts';

/** What a use case answers: one document, or rows. */
export type UseCaseAnswer =
  | { readonly kind: 'document'; readonly document: unknown }
  | { readonly kind: 'rows'; readonly rows: AsyncIterable<unknown> };

/**
 * The use case a text names, as it comes from another process.
 *
 * @throws {DomainError} `notFound` when there is none of that name.
 */
export function useCaseName(name: string): UseCaseName {
  if (isUseCaseName(name)) return name;
  throw new DomainError('notFound', `The Sundial that runs knows no command "${name}"; it may be older.`, 'command');
}

function isUseCaseName(name: string): name is UseCaseName {
  return Object.hasOwn(USE_CASES, name);
}

/**
 * Runs a use case by name: checks its input, does it, and notes changes in the audit log. The terminal, the command socket and the
 * screens all come through here.
 *
 * @throws {DomainError} whatever the use case refuses, `invalidInput` for input that does not fit.
 */
export async function runUseCase(name: UseCaseName, input: unknown, context: UseCaseContext): Promise<UseCaseAnswer> {
  const useCase: DocumentUseCase<unknown> | RowsUseCase<unknown> = await USE_CASES[name].load();
  if (useCase.kind === 'rows') return { kind: 'rows', rows: useCase.perform(name, input, context) };
  const { document, audit } = await useCase.perform(name, input, context);
  if (audit !== null) await writeAudit(name, audit, context);
  return { kind: 'document', document };
}
