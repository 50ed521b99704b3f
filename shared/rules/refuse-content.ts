import type { DomainError } from '#shared/domain/errors.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import type { ContentProblem } from './message-content-check.ts';

/** The refusal of a message or card for what the platform would not take; the rule's own English sentence goes with it. */
export function refuseContent(
  { code, path, sentence }: ContentProblem,
  kind: 'contentFault' | 'cardFault' = 'contentFault',
): DomainError {
  const rest = sentence.startsWith(path) ? sentence.slice(path.length) : `: ${sentence}`;
  return refuse(kind, { place: path, problem: code }, { where: path, terminal: rest });
}
