import type { EpochMs } from '#shared/time/instant.ts';
import type { JsonObject } from './content/json-value.ts';
import type { CardRecords } from './records/card-records.ts';
import type { HappeningRecords } from './records/happening-records.ts';
import type { LedgerEntry, MessageRecords } from './records/message-records.ts';
import type { PersonRecords } from './records/person-records.ts';
import type { SendRecords } from './records/send-records.ts';
import type { SettingRecords } from './records/setting-records.ts';
import type { TokenRecords } from './records/token-records.ts';
import type { Refusal } from './rules/graph-error.ts';
import type { PracticeLimits } from './rules/limits.ts';
import type { PageCalendar } from './rules/page-calendar.ts';
import type { Budget } from './rules/send-budget.ts';
import type { PracticeApp, PracticePage } from './world/practice-page.ts';
import type { WorldShape } from './world/world-shape.ts';

/** Conditions a test can put a Page into; `ok` is the usual one. */
export const PAGE_CONDITIONS = [
  'ok',
  'accessTokenExpired',
  'accessTokenInvalid',
  'permissionMissing',
  'sendingBarred',
  'cardsBarred',
  'policyBlock',
  'notEligible',
  'throttled',
  'down',
] as const;
/** See {@link PAGE_CONDITIONS}. */
export type PageCondition = (typeof PAGE_CONDITIONS)[number];

/** What changes about a Page while the platform runs and is not kept in its file. */
export type PageState = {
  condition: PageCondition;
  sends: Budget;
  conversations: Budget;
  /** Fullness of the send budget after the last call, for the usage header. */
  usedPercent: number;
};

/** A Page with what changes about it. */
export type LivePage = PracticePage & { readonly state: PageState };

/** A webhook event that the platform would post: the `messaging` item and the Page it belongs to. */
export type PracticeEvent = { readonly page: PracticePage; readonly at: EpochMs; readonly item: JsonObject };

/** Everything the calls of one platform work with. */
export type Platform = {
  readonly shape: WorldShape;
  readonly app: PracticeApp;
  readonly pages: readonly LivePage[];
  readonly limits: PracticeLimits;
  readonly calendar: PageCalendar;
  /** Takes only one opt-in request per window (META-API 1.3, the Italian reading). */
  readonly strict: boolean;
  /** Takes messages inside the cool-down all the same, so that a proof sees them in the ledger. */
  readonly lenient: boolean;
  /** Whether some people stop after a marketing message, as they do in life. */
  readonly lively: boolean;
  readonly people: PersonRecords;
  readonly tokens: TokenRecords;
  readonly sends: SendRecords;
  readonly messages: MessageRecords;
  readonly cards: CardRecords;
  readonly happenings: HappeningRecords;
  readonly settings: SettingRecords;
  /** Notes an accepted message for the ledger. */
  readonly accepted: (entry: LedgerEntry) => void;
  readonly emit: (event: PracticeEvent) => void;
  /** Added to the clock handed in; tests set it to try a skewed platform. */
  readonly clock: { offsetMs: number };
};

/** One call that passed the access check. */
export type Call = {
  readonly at: EpochMs;
  readonly page: LivePage;
  readonly params: JsonObject;
  /** Changing parts of the path by name, see `routes.ts`. */
  readonly parts: Readonly<Record<string, string>>;
  /** Scheme, host and version the caller used, for links in answers. */
  readonly base: string;
};

/** One call under `/practice/`. */
export type ControlCall = Omit<Call, 'page'>;

/** How a call ended: an answer to be written as JSON, text as it stands, or a refusal. */
export type Outcome =
  | { readonly kind: 'ok'; readonly body: unknown }
  | { readonly kind: 'text'; readonly body: string; readonly type: string }
  | Refusal;

/** An outcome that carries an answer. */
export function answer(body: unknown): Outcome {
  return { kind: 'ok', body };
}
