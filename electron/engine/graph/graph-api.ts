import type { Account, AccountStopReason } from '#shared/domain/account.ts';
import type { AttemptOutcome } from '#shared/domain/attempt.ts';
import type { NotificationToken, ScopedId } from '#shared/domain/ids.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What every answer tells besides its own content. */
export interface AnswerFacts {
  /** HTTP status; `null` when no answer came. */
  readonly httpStatus: number | null;
  /** `error.code`; `null` when there was none. */
  readonly code: number | null;
  /** `error.error_subcode`; `null` when there was none. */
  readonly subcode: number | null;
  /** `error.fbtrace_id` or the `x-fb-trace-id` header; `null` when there was none. */
  readonly traceId: string | null;
  /** The platform's `Date` header; `null` when there was none. Shows clock skew (DESIGN 5). */
  readonly platformDate: EpochMs | null;
  /** Highest percentage in the usage headers, 0 when none came (META-API 5). */
  readonly usagePercent: number;
  /** Minutes until calls are taken again, from the usage header; `null` when not said. */
  readonly regainAccessMinutes: number | null;
  /** The platform's text or ours, redacted, at most 300 characters; for people and logs, never matched on. */
  readonly text: string | null;
}

/** Answer to a send, already classed by the table of `error-table.ts` (DESIGN 6.3, `classify-answer.ts`). */
export interface SendAnswer extends AnswerFacts {
  readonly outcome: AttemptOutcome;
  /** Set exactly when `outcome` is `accepted`. */
  readonly messageId: string | null;
  /**
   * What the account stops for. Always set for `unauthorized`, `blocked` and `throttled`; with `uncertain` set when a 5xx or 2xx
   * answer named such an error: the delivery is uncertain *and* the account stops.
   */
  readonly accountStop: AccountStopReason | null;
  /**
   * Whether the refusal may also mean that the notification token is invalid or expired: plain code 100, for which the platform
   * has no subcode (META-API 4.3). A read of the token tells, and only then is it called invalid.
   */
  readonly isTokenInDoubt: boolean;
}

/** One token as the platform lists it, times normalised (META-API 2.4, 3.2). `null` = not given. */
export interface ListedToken {
  readonly token: NotificationToken;
  readonly recipient: ScopedId | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly createdAt: EpochMs | null;
  readonly expiresAt: EpochMs | null;
  /** `null` for absent, 0 or unreadable; see `nextEligibleFlag`. */
  readonly nextEligibleAt: EpochMs | null;
  /** `nonsense` when a value was given that is no plausible instant. */
  readonly nextEligibleFlag: 'given' | 'absent' | 'nonsense';
  readonly userTokenStatus: string | null;
  readonly reoptin: string | null;
  readonly frequency: string | null;
}

/** Result of any read: the value, or why there is none. */
export type ReadAnswer<T> =
  | { readonly kind: 'ok'; readonly value: T; readonly facts: AnswerFacts }
  /** The platform says there is no such thing. */
  | { readonly kind: 'gone'; readonly facts: AnswerFacts }
  /** Refused for a reason of the account: dead access token, missing permission, block. */
  | { readonly kind: 'refused'; readonly stop: AccountStopReason; readonly facts: AnswerFacts }
  /** Too many calls. */
  | { readonly kind: 'throttled'; readonly facts: AnswerFacts }
  /** No usable answer; asking again later is safe, reads change nothing. */
  | { readonly kind: 'noAnswer'; readonly facts: AnswerFacts };

/** One page of the token list; `after` is `null` on the last one. */
export interface TokenPage {
  readonly tokens: readonly ListedToken[];
  /** Rows without a readable token; a walk that met one is not complete. */
  readonly unreadableRows: number;
  readonly after: string | null;
}

/** One conversation with a person (META-API 8, Conversations API). */
export interface ListedConversation {
  readonly id: string;
  readonly recipient: ScopedId;
  /** As the person calls themselves; `null` = not given. */
  readonly name: string | null;
  /** When anybody last wrote in it; `null` = not readable. */
  readonly updatedAt: EpochMs | null;
}

/** One page of conversations; `after` is `null` on the last one. */
export interface ConversationPage {
  readonly conversations: readonly ListedConversation[];
  readonly after: string | null;
}

/** One of the newest messages of a conversation; its text is never kept (issue 4, Webhooks in). */
export interface ConversationMessage {
  readonly id: string;
  readonly at: EpochMs;
  /** Written by the account; `false` = by the person. */
  readonly isOurs: boolean;
}

/** Facts about an access token from `debug_token`. */
export interface AccessTokenFacts {
  readonly valid: boolean;
  /** `null` = never, or not said. */
  readonly expiresAt: EpochMs | null;
  /** Permissions the access token carries; `null` = not said. */
  readonly scopes: readonly string[] | null;
}

/** The Page as its access token sees it. */
export interface PageFacts {
  readonly id: string;
  readonly name: string | null;
}

/**
 * The platform's calls as the engine uses them. No call throws for what the platform or the network does; a missing access token
 * comes as `unauthorized` (a send) or `refused` (a read), because nothing was sent and the account has to be reconnected.
 */
export interface GraphApi {
  /**
   * Sends `messageJson` (exact bytes of the message object) to a notification token. One POST, never repeated.
   *
   * @param recipient who holds the token; an answer that names somebody else is `uncertain` (RELIABILITY A3.5). `null` or not
   *   given = not checked.
   */
  sendToToken(
    account: Account,
    token: NotificationToken,
    messageJson: string,
    timeoutMs: number,
    recipient?: ScopedId | null,
  ): Promise<SendAnswer>;
  /** Sends `messageJson` to a recipient id (opt-in cards). */
  sendToRecipient(account: Account, recipient: ScopedId, messageJson: string, timeoutMs: number): Promise<SendAnswer>;
  readToken(account: Account, token: NotificationToken): Promise<ReadAnswer<ListedToken>>;
  listTokens(account: Account, after: string | null, limit: number): Promise<ReadAnswer<TokenPage>>;
  /** The Page of the account; also the cheapest read, used as a probe (DESIGN 6.6). */
  readPage(account: Account): Promise<ReadAnswer<PageFacts>>;
  /** Tasks of the person behind the access token, e.g. MESSAGING; `null` where the platform does not show them. */
  readTasks(account: Account): Promise<ReadAnswer<readonly string[] | null>>;
  /** Whether the access token works, when it ends and what it may do; never puts it into a URL. */
  debugAccessToken(account: Account): Promise<ReadAnswer<AccessTokenFacts>>;
  permissions(account: Account): Promise<ReadAnswer<readonly { readonly name: string; readonly granted: boolean }[]>>;
  subscriptions(account: Account): Promise<ReadAnswer<readonly string[]>>;
  /** One Conversations call: tells an Instagram account that is not eligible (36103) and wakes a creator account's webhooks. */
  touchConversations(account: Account): Promise<ReadAnswer<{ readonly eligible: boolean }>>;
  /** The conversation with a person; `null` = there is none (META-API 8). */
  conversationWith(account: Account, recipient: ScopedId): Promise<ReadAnswer<string | null>>;
  /**
   * Conversations, cursor `after` only; the order is not documented.
   *
   * @param signal - gives a call up that waits for its turn: it then throws the signal's reason. One that was made is answered.
   */
  listConversations(
    account: Account,
    after: string | null,
    limit: number,
    signal?: AbortSignal,
  ): Promise<ReadAnswer<ConversationPage>>;
  /** The newest messages of a conversation, at most 20. @param signal - see `listConversations`. */
  readMessages(
    account: Account,
    conversation: string,
    signal?: AbortSignal,
  ): Promise<ReadAnswer<readonly ConversationMessage[]>>;
  /** The testing call that gives a tester's day back (seeds/004, Test dei messaggi di marketing). */
  enableFollowUp(account: Account, token: NotificationToken): Promise<ReadAnswer<{ readonly success: boolean }>>;
}
