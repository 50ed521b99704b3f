import { z } from 'zod';
import { isLoopbackOrigin, parseApiBase } from '#engine/graph/api-base.ts';
import { parseJson } from '#engine/graph/parse-json.ts';
import type { HttpPort } from '#engine/ports.ts';
import type { PracticeAct } from '#engine/use-cases/use-case.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** "No matching user found." (META-API 4.3, 100/2018001). */
const noSuchPerson = z.object({ error: z.object({ code: z.literal(100), error_subcode: z.literal(2_018_001) }) });

/** A practice platform is on this very computer: it answers at once or not at all. */
const TIMEOUTS = { connectTimeoutMs: 10_000, timeoutMs: 30_000 } as const;

/**
 * Has a person of a practice platform do something now, by its control call.
 *
 * @throws {DomainError} `invalidInput` when the address is not on this computer, `platformUnreachable` when nothing answers there,
 *   or something else, `notFound` when the platform does not know the person.
 */
export async function actInPractice(
  http: HttpPort,
  apiBase: string,
  { person, action, topic }: Omit<PracticeAct, 'apiBase'>,
): Promise<void> {
  const origin = parseApiBase(apiBase);
  if (!isLoopbackOrigin(origin)) {
    throw refuse('practiceElsewhere', { origin }, { where: 'api base' });
  }
  const answer = await http.request({
    method: 'POST',
    origin,
    path: `/practice/people/${encodeURIComponent(person)}`,
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(topic === null ? { action } : { action, topic }),
    ...TIMEOUTS,
  });
  if (answer.kind !== 'answer') {
    throw refuse('practiceUnanswered', { origin }, { where: 'api base', terminal: `: ${answer.why}.` });
  }
  if (answer.status === 200) return;
  const terminal = ` HTTP ${answer.status} of the practice platform.`;
  if (noSuchPerson.safeParse(parseJson(answer.body)).success) {
    throw refuse('personGone', {}, { where: 'person', terminal });
  }
  throw refuse('practiceUnanswered', { origin }, { where: 'api base', terminal: `:${terminal}` });
}
