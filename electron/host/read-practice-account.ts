import { z } from 'zod';
import { isLoopbackOrigin, parseApiBase } from '#engine/graph/api-base.ts';
import { parseJson } from '#engine/graph/parse-json.ts';
import type { HttpPort } from '#engine/ports.ts';
import type { DomainError } from '#shared/domain/errors.ts';
import type { AccessToken } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';

/** What a practice platform tells about an account at `GET /practice/account` (issue 2, Shapes). */
export interface PracticeAccountFacts {
  readonly pageId: string;
  readonly accessToken: AccessToken;
  /** Instagram account id; `null` for a Page alone, or when the platform does not say. */
  readonly igId: string | null;
  /** Name of the Page; `null` when the platform does not say. */
  readonly name: string | null;
  /** IANA zone of the Page; `null` when the platform does not say. */
  readonly zone: string | null;
}

const accountAnswer = z.object({
  pageId: z.string().min(1),
  accessToken: z.string().min(1),
  igId: z.string().min(1).nullish(),
  name: z.string().min(1).nullish(),
  zone: z.string().min(1).nullish(),
});

/** A practice platform is on this very computer: it answers at once or not at all. */
const TIMEOUTS = { connectTimeoutMs: 10_000, timeoutMs: 30_000 } as const;

/**
 * Asks the practice platform at an address for its account.
 *
 * @param pageId the Page wanted; `null` = the platform's first.
 * @throws {DomainError} `invalidInput` when the address is not on this computer, `platformUnreachable` when nothing or something
 *   else answers there, `notFound` when it holds other Pages only.
 */
export async function readPracticeAccount(
  http: HttpPort,
  apiBase: string,
  pageId: string | null,
): Promise<PracticeAccountFacts> {
  const origin = parseApiBase(apiBase);
  if (!isLoopbackOrigin(origin)) {
    throw refuse('practiceElsewhere', { origin }, { where: 'api base' });
  }
  const path = pageId === null ? '/practice/account' : `/practice/account?pageId=${encodeURIComponent(pageId)}`;
  const answer = await http.request({ method: 'GET', origin, path, headers: {}, body: null, ...TIMEOUTS });
  if (answer.kind !== 'answer') throw unreachable(origin, answer.why);
  const account = accountAnswer.safeParse(parseJson(answer.body));
  if (answer.status !== 200 || !account.success) {
    throw unreachable(origin, `HTTP ${answer.status} is no practice account`);
  }
  if (pageId !== null && account.data.pageId !== pageId) throw otherPage(origin, pageId, account.data.pageId);
  const { igId = null, name = null, zone = null } = account.data;
  const accessToken = account.data.accessToken as AccessToken; // the platform's own
  return { pageId: account.data.pageId, accessToken, igId, name, zone };
}

function unreachable(origin: string, why: string): DomainError {
  return refuse('practiceUnanswered', { origin }, { where: 'api base', terminal: `: ${why}.` });
}

function otherPage(origin: string, asked: string, found: string): DomainError {
  return refuse('practiceOfOtherPage', { origin, page: found, wanted: asked }, { where: 'page id' });
}
