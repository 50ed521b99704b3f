import type { GraphEndpoint, HttpPort, HttpRequest } from '#engine/ports.ts';
import type { AcceptedMessage } from '#engine/rehearsal/find-violations.ts';
import type { RehearsalPlatform } from '#engine/rehearsal/rehearsal-stage.ts';
import type { KnownToken } from '#engine/store/operations/rehearsal-facts.ts';
import type { LoadedToken } from '#practice/load-tokens.ts';
import { createPractice } from '#practice/practice.ts';
import type { Account } from '#shared/domain/account.ts';
import type { AccessToken } from '#shared/domain/ids.ts';
import { BugError } from '#shared/lang/bug-error.ts';
import { type RulePack, ruleMs } from '#shared/rules/rule-pack.ts';
import { addMs, type EpochMs, parseIso } from '#shared/time/instant.ts';
import type { ZoneTable } from '#shared/time/zone-table.ts';

/** The largest seed there is: no practice account of a person has its Page by chance. */
const WORLD_SEED = 2 ** 32 - 1;

/** The platform's refusal of a message inside the cool-down (META-API 4.3, 4/2018354). */
const TOO_EARLY = '"error_subcode":2018354';

/** What the practice platform of a rehearsal is made from. */
export interface RehearsalPlatformOptions {
  readonly account: Pick<Account, 'platform' | 'pageZone'>;
  readonly rules: RulePack;
  readonly zones: ZoneTable;
  /** The virtual now. */
  readonly now: () => EpochMs;
}

/** A practice platform in this thread, its world in memory, reached without a socket. */
export interface OpenRehearsalPlatform extends RehearsalPlatform {
  readonly http: HttpPort;
  readonly endpoint: GraphEndpoint;
  readonly pageId: string;
  readonly igId: string | null;
}

/** Opens a practice platform that enforces the rule pack on the virtual clock; its world is empty until it is loaded. */
export function openRehearsalPlatform(options: RehearsalPlatformOptions): OpenRehearsalPlatform {
  const { account, rules, zones, now } = options;
  const coolDownMs = ruleMs(rules, 'coolDown');
  const practice = createPractice({
    file: ':memory:',
    now,
    seed: WORLD_SEED,
    recipients: 0,
    platform: account.platform,
    zone: account.pageZone,
    limits: { coolDownMs, sendsPerSecond: rules.rules.sendsPerSecond.value },
    readZoneTable: () => zones,
  });
  const [page] = practice.accounts('http://127.0.0.1');
  if (page === undefined) throw new BugError('A practice platform without a Page.');
  const refusals: string[] = [];
  const accessToken = page.accessToken as AccessToken; // the practice platform's own
  return {
    http: {
      request: async (request) => {
        const { method, path, body } = request;
        const answer = practice.handle({
          method,
          path,
          headers: { ...request.headers, host: '127.0.0.1' },
          body: body ?? '',
        });
        if (method === 'POST' && answer.body.includes(TOO_EARLY)) refusals.push(tokenOf(request));
        return { kind: 'answer', ...answer };
      },
      close: async () => practice.close(),
    },
    endpoint: { origin: page.url, accessToken },
    pageId: page.pageId,
    igId: page.igId,
    load: (tokens) => practice.loadTokens(mapTokens(tokens, coolDownMs)),
    accepted: () => [...practice.ledger()].flatMap(toAccepted),
    refusedTooEarly: () => refusals,
  };
}

function* mapTokens(tokens: Iterable<KnownToken>, coolDownMs: number): Generator<LoadedToken> {
  for (const known of tokens) yield toLoaded(known, coolDownMs);
}

/** What the workspace knows of a token, as the platform would hold it. */
function toLoaded(known: KnownToken, coolDownMs: number): LoadedToken {
  const { frequency, nextEligibleAt, lastAcceptedAt } = known;
  // Another tool may have sent since: the platform's own next eligible time tells when.
  const byOthers = nextEligibleAt === null ? null : addMs(nextEligibleAt, -coolDownMs);
  return {
    token: known.token,
    recipient: known.recipient,
    ...(known.name === null ? {} : { name: known.name }),
    ...(known.topic === null ? {} : { topic: known.topic }),
    zone: known.zone,
    frequency: frequency === 'weekly' ? 'WEEKLY' : frequency === 'monthly' ? 'MONTHLY' : null,
    state: known.state,
    ...(known.createdAt === null ? {} : { createdAt: known.createdAt }),
    expiresAt: known.expiresAt,
    optedInAt: known.optedInAt,
    lastAcceptedAt:
      byOthers !== null && (lastAcceptedAt === null || byOthers > lastAcceptedAt) ? byOthers : lastAcceptedAt,
  };
}

function toAccepted(entry: {
  readonly at: string;
  readonly token: string | null;
  readonly recipient: string;
  readonly messageId: string;
}): readonly AcceptedMessage[] {
  const at = parseIso(entry.at);
  if (at === null || entry.token === null) return [];
  return [{ at, token: entry.token, recipient: entry.recipient, messageId: entry.messageId }];
}

/** The notification token a message was meant for, read from its body as the platform reads it. */
function tokenOf({ body }: HttpRequest): string {
  const { recipient } = JSON.parse(body ?? '{}') as { recipient?: { notification_messages_token?: string } }; // our own body
  return recipient?.notification_messages_token ?? '';
}
