import type { Account } from '#shared/domain/account.ts';
import type { NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';
import type { AnswerFacts, GraphApi, ListedToken, ReadAnswer, SendAnswer } from '#engine/graph/graph-api.ts';
import type { Clock } from '#engine/ports.ts';

/** One POST as it arrived. */
export interface Arrival {
  readonly at: EpochMs;
  readonly token: NotificationToken;
  readonly body: string;
  readonly recipient: ScopedId | null;
}

/** What the platform does with one POST. `accept` judges by its own ledger: one message a token and cool-down. */
export type PostScript =
  | { readonly kind: 'accept' }
  /** The message is accepted, the answer never comes back as one. */
  | { readonly kind: 'acceptAndLose' }
  /** Nothing is accepted, and the answer is this. */
  | { readonly kind: 'answer'; readonly answer: Partial<SendAnswer> & Pick<SendAnswer, 'outcome'> }
  /** Holds the POST until the promise resolves, then goes on as it says. */
  | { readonly kind: 'hold'; readonly until: Promise<PostScript> };

/** The edge of the engine as a test plays it: a judge with a ledger of its own. */
export interface ScriptedPlatform extends GraphApi {
  /** Every POST, accepted or not. */
  readonly arrivals: readonly Arrival[];
  /** Accepted messages, by token. */
  readonly accepted: ReadonlyMap<NotificationToken, readonly EpochMs[]>;
  /** Reads and probes made. */
  readonly reads: { token: number; list: number; page: number };
  /** What happens to the next POSTs; the default accepts. */
  onPost: (arrival: Arrival, index: number) => PostScript;
  /** What a token read tells; the default tells the ledger. `null` = absent. */
  onRead: ((token: NotificationToken) => EpochMs | null | 'gone' | 'noAnswer' | 'refused') | null;
  /** Whether the platform can be reached by reads. */
  isReachable: boolean;
  /** How far its clock is ahead of ours. */
  skewMs: number;
  /** Usage it tells. */
  usagePercent: number;
  /** Accepts a message of another tool. */
  acceptFromElsewhere(token: NotificationToken, at: EpochMs): void;
}

const NO_FACTS: AnswerFacts = {
  httpStatus: 200,
  code: null,
  subcode: null,
  traceId: 'AbCdEf',
  platformDate: null,
  usagePercent: 0,
  regainAccessMinutes: null,
  text: null,
};

/** Makes a platform that accepts one message a token and cool-down. */
export function createScriptedPlatform(clock: Clock, coolDownMs: number): ScriptedPlatform {
  const arrivals: Arrival[] = [];
  const accepted = new Map<NotificationToken, EpochMs[]>();
  const facts = (): AnswerFacts => ({
    ...NO_FACTS,
    platformDate: addMs(clock.now(), platform.skewMs),
    usagePercent: platform.usagePercent,
  });
  const nextEligible = (token: NotificationToken): EpochMs | null => {
    const last = accepted.get(token)?.at(-1);
    return last === undefined ? null : addMs(last, coolDownMs);
  };
  const accept = (token: NotificationToken): boolean => {
    const next = nextEligible(token);
    if (next !== null && next > clock.now()) return false;
    accepted.set(token, [...(accepted.get(token) ?? []), clock.now()]);
    return true;
  };
  const answer = (outcome: SendAnswer['outcome'], more: Partial<SendAnswer> = {}): SendAnswer => ({
    ...facts(),
    messageId: null,
    accountStop: null,
    isTokenInDoubt: false,
    outcome,
    ...more,
  });
  const play = async (script: PostScript, arrival: Arrival): Promise<SendAnswer> => {
    switch (script.kind) {
      case 'accept':
        if (!accept(arrival.token)) return answer('tooEarly', { httpStatus: 400, code: 4, subcode: 2018354 });
        return answer('accepted', { messageId: `m_${arrivals.length}` });
      case 'acceptAndLose':
        accept(arrival.token);
        return answer('uncertain', { httpStatus: null, platformDate: null, text: 'the connection was cut' });
      case 'answer':
        return answer(script.answer.outcome, script.answer);
      case 'hold':
        return play(await script.until, arrival);
    }
  };
  const listed = (token: NotificationToken, nextEligibleAt: EpochMs | null): ListedToken => ({
    token,
    recipient: null,
    topic: null,
    zone: null,
    createdAt: null,
    expiresAt: null,
    nextEligibleAt,
    nextEligibleFlag: nextEligibleAt === null ? 'absent' : 'given',
    userTokenStatus: null,
    reoptin: null,
    frequency: null,
  });
  const told = (token: NotificationToken): EpochMs | null | 'gone' | 'noAnswer' | 'refused' =>
    platform.onRead === null ? nextEligible(token) : platform.onRead(token);
  const noAnswer = { kind: 'noAnswer', facts: { ...NO_FACTS, httpStatus: null, platformDate: null } } as const;
  const unused = (): Promise<never> => Promise.reject(new Error('This call is not part of the script.'));

  const platform: ScriptedPlatform = {
    arrivals,
    accepted,
    reads: { token: 0, list: 0, page: 0 },
    onPost: () => ({ kind: 'accept' }),
    onRead: null,
    isReachable: true,
    skewMs: 0,
    usagePercent: 0,
    acceptFromElsewhere: (token, at) => void accepted.set(token, [...(accepted.get(token) ?? []), at]),
    sendToToken(_account: Account, token, body, _timeoutMs, recipient = null) {
      const arrival: Arrival = { at: clock.now(), token, body, recipient };
      arrivals.push(arrival);
      return play(platform.onPost(arrival, arrivals.length - 1), arrival);
    },
    readToken(_account, token): Promise<ReadAnswer<ListedToken>> {
      platform.reads.token += 1;
      const value = told(token);
      if (!platform.isReachable || value === 'noAnswer') return Promise.resolve(noAnswer);
      if (value === 'gone') return Promise.resolve({ kind: 'gone', facts: facts() });
      if (value === 'refused') return Promise.resolve({ kind: 'refused', stop: 'unauthorized', facts: facts() });
      return Promise.resolve({ kind: 'ok', value: listed(token, value), facts: facts() });
    },
    listTokens() {
      platform.reads.list += 1;
      if (!platform.isReachable) return Promise.resolve(noAnswer);
      const tokens = [...accepted.keys()].map((token) => listed(token, nextEligible(token)));
      return Promise.resolve({ kind: 'ok', value: { tokens, unreadableRows: 0, after: null }, facts: facts() });
    },
    readPage() {
      platform.reads.page += 1;
      if (!platform.isReachable) return Promise.resolve(noAnswer);
      return Promise.resolve({ kind: 'ok', value: { id: '1', name: null }, facts: facts() });
    },
    sendToRecipient: unused,
    readTasks: unused,
    debugAccessToken: unused,
    permissions: unused,
    subscriptions: unused,
    touchConversations: unused,
    enableFollowUp: unused,
  };
  return platform;
}
