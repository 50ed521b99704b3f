import type {
  AnswerFacts,
  GraphApi,
  ListedToken,
  PageFacts,
  ReadAnswer,
  SendAnswer,
  TokenPage,
} from '#engine/graph/graph-api.ts';
import type { Clock } from '#engine/ports.ts';
import type { Account } from '#shared/domain/account.ts';
import type { NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import { addMs, type EpochMs } from '#shared/time/instant.ts';

/** One POST as it arrived. */
export interface Arrival {
  readonly at: EpochMs;
  readonly token: NotificationToken;
  readonly body: string;
}

/** What the platform does with one POST. `accept` judges by its own ledger: one message a token and cool-down. */
export type PostScript =
  | { readonly kind: 'accept' }
  /** The message is judged as usual, the answer is lost. */
  | { readonly kind: 'acceptAndLose' }
  /** Nothing is accepted, and the answer is this. */
  | { readonly kind: 'answer'; readonly answer: Partial<SendAnswer> & Pick<SendAnswer, 'outcome'> }
  /** Holds the POST until the promise resolves, then goes on as it says. */
  | { readonly kind: 'hold'; readonly until: Promise<PostScript> };

/** What a token read tells instead of the ledger. */
export type ReadScript = EpochMs | null | 'gone' | 'noAnswer' | 'refused';

const NO_FACTS: AnswerFacts = {
  httpStatus: null,
  code: null,
  subcode: null,
  traceId: null,
  platformDate: null,
  usagePercent: 0,
  regainAccessMinutes: null,
  text: null,
};

/**
 * The edge of the engine as a test plays it: a platform that accepts one message a token and cool-down, with a ledger of its own,
 * and that can be told to lose, hold or refuse.
 */
export class ScriptedPlatform implements GraphApi {
  /** Every POST, accepted or not. */
  readonly arrivals: Arrival[] = [];
  /** Accepted messages, by token. */
  readonly accepted = new Map<NotificationToken, readonly EpochMs[]>();
  /** How many reads and probes were made. */
  readonly reads = { token: 0, list: 0, page: 0 };
  /** What happens to the next POSTs; the default accepts. */
  onPost: (arrival: Arrival, index: number) => PostScript = () => ({ kind: 'accept' });
  /** What a token read tells; `null` = what the ledger says. */
  onRead: ((token: NotificationToken) => ReadScript) | null = null;
  /** Whether reads are answered. */
  isReachable = true;
  /** How far its clock is ahead of ours. */
  skewMs = 0;
  /** Usage it tells. */
  usagePercent = 0;
  readonly #clock: Clock;
  readonly #coolDownMs: number;

  constructor(clock: Clock, coolDownMs: number) {
    this.#clock = clock;
    this.#coolDownMs = coolDownMs;
  }

  /** Accepts a message of another tool, or one whose sender died. */
  acceptFromElsewhere(token: NotificationToken, at: EpochMs): void {
    this.accepted.set(token, [...(this.accepted.get(token) ?? []), at]);
  }

  /** How often each token got a message, in no order. */
  acceptedPerToken(): readonly number[] {
    return [...this.accepted.values()].map((times) => times.length);
  }

  sendToToken(_account: Account, token: NotificationToken, body: string): Promise<SendAnswer> {
    const arrival: Arrival = { at: this.#clock.now(), token, body };
    this.arrivals.push(arrival);
    return this.#play(this.onPost(arrival, this.arrivals.length - 1), arrival);
  }

  readToken(_account: Account, token: NotificationToken): Promise<ReadAnswer<ListedToken>> {
    this.reads.token += 1;
    const told = this.onRead === null ? this.#nextEligible(token) : this.onRead(token);
    if (!this.isReachable || told === 'noAnswer') return Promise.resolve({ kind: 'noAnswer', facts: NO_FACTS });
    if (told === 'gone') return Promise.resolve({ kind: 'gone', facts: this.#facts() });
    if (told === 'refused') return Promise.resolve({ kind: 'refused', stop: 'unauthorized', facts: this.#facts() });
    return this.#ok(listed(token, told));
  }

  listTokens(): Promise<ReadAnswer<TokenPage>> {
    this.reads.list += 1;
    const tokens = [...this.accepted.keys()].map((token) => listed(token, this.#nextEligible(token)));
    return this.#ok({ tokens, unreadableRows: 0, after: null });
  }

  readPage(): Promise<ReadAnswer<PageFacts>> {
    this.reads.page += 1;
    return this.#ok({ id: '1', name: null });
  }

  sendToRecipient(_account: Account, _recipient: ScopedId): Promise<never> {
    return notPlayed();
  }

  readTasks(): Promise<never> {
    return notPlayed();
  }

  debugAccessToken(): Promise<never> {
    return notPlayed();
  }

  permissions(): Promise<never> {
    return notPlayed();
  }

  subscriptions(): Promise<never> {
    return notPlayed();
  }

  touchConversations(): Promise<never> {
    return notPlayed();
  }

  conversationWith(): Promise<never> {
    return notPlayed();
  }

  listConversations(): Promise<never> {
    return notPlayed();
  }

  readMessages(): Promise<never> {
    return notPlayed();
  }

  /** Gives a tester's day back: the latest acceptance no longer counts. */
  enableFollowUp(_account: Account, token: NotificationToken): Promise<ReadAnswer<{ readonly success: boolean }>> {
    if (this.isReachable) this.accepted.set(token, (this.accepted.get(token) ?? []).slice(0, -1));
    return this.#ok({ success: true });
  }

  async #play(script: PostScript, arrival: Arrival): Promise<SendAnswer> {
    switch (script.kind) {
      case 'accept':
        if (!this.#accept(arrival.token)) return this.#answer({ outcome: 'tooEarly', httpStatus: 400, code: 4 });
        return this.#answer({ outcome: 'accepted', messageId: `m_${this.arrivals.indexOf(arrival) + 1}` });
      case 'acceptAndLose':
        this.#accept(arrival.token);
        return this.#answer({ outcome: 'uncertain', httpStatus: null, platformDate: null, text: 'the answer was cut' });
      case 'answer':
        return this.#answer(script.answer);
      case 'hold':
        return this.#play(await script.until, arrival);
      default:
        return assertNever(script, 'script of a POST');
    }
  }

  #accept(token: NotificationToken): boolean {
    const next = this.#nextEligible(token);
    if (next !== null && next > this.#clock.now()) return false;
    this.acceptFromElsewhere(token, this.#clock.now());
    return true;
  }

  #nextEligible(token: NotificationToken): EpochMs | null {
    const last = this.accepted.get(token)?.at(-1);
    return last === undefined ? null : addMs(last, this.#coolDownMs);
  }

  #answer(answer: Partial<SendAnswer> & Pick<SendAnswer, 'outcome'>): SendAnswer {
    return { ...this.#facts(), messageId: null, accountStop: null, isTokenInDoubt: false, ...answer };
  }

  #ok<T>(value: T): Promise<ReadAnswer<T>> {
    if (!this.isReachable) return Promise.resolve({ kind: 'noAnswer', facts: NO_FACTS });
    return Promise.resolve({ kind: 'ok', value, facts: this.#facts() });
  }

  #facts(): AnswerFacts {
    return {
      ...NO_FACTS,
      httpStatus: 200,
      traceId: 'AbCdEf',
      platformDate: addMs(this.#clock.now(), this.skewMs),
      usagePercent: this.usagePercent,
    };
  }
}

function listed(token: NotificationToken, nextEligibleAt: EpochMs | null): ListedToken {
  return {
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
  };
}

function notPlayed(): Promise<never> {
  return Promise.reject(new Error('This call is not part of the play.'));
}
