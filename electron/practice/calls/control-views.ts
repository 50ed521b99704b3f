import { answer, type ControlCall, type LivePage, type Outcome, type Platform } from '#practice/platform.ts';
import type { PersonRow } from '#practice/records/person-records.ts';
import type { TokenRow } from '#practice/records/token-records.ts';
import { refuse } from '#practice/rules/graph-error.ts';
import { messageIdOf } from '#practice/world/platform-ids.ts';
import { toIso } from '#shared/time/instant.ts';

/** What `practice` prints and `GET /practice/account` answers; more fields may come, none goes (issue 2). */
export type PracticeAccount = {
  /** Scheme, host and port. */
  readonly url: string;
  readonly pageId: string;
  readonly accessToken: string;
  readonly igId: string | null;
  readonly platform: 'messenger' | 'instagram';
  readonly name: string;
  readonly zone: string;
  readonly appSecret: string;
  /** People per Page. */
  readonly recipients: number;
  readonly seed: number;
};

/** The account of a Page as it is shown. */
export function accountOf(platform: Platform, page: LivePage, url: string): PracticeAccount {
  return {
    url,
    pageId: page.pageId,
    accessToken: page.accessToken,
    igId: page.igId,
    platform: platform.shape.platform,
    name: page.name,
    zone: page.zone,
    appSecret: platform.app.appSecret,
    recipients: platform.shape.recipients,
    seed: platform.shape.seed,
  };
}

/** `GET /practice/account`: the first Page, or the one of `pageId`. */
export function account(platform: Platform, call: ControlCall): Outcome {
  const { pageId } = call.params;
  const page = platform.pages.find((one) => pageId === undefined || one.pageId === pageId);
  return page === undefined ? refuse('noSuchObject') : answer(accountOf(platform, page, call.base));
}

/** `GET /practice/accounts`: all Pages. */
export function accounts(platform: Platform, call: ControlCall): Outcome {
  return answer(platform.pages.map((page) => accountOf(platform, page, call.base)));
}

/** `GET /practice/ledger`: every accepted message, oldest first, as NDJSON, or as a JSON list with `format=json`. */
export function ledger(platform: Platform, call: ControlCall): Outcome {
  const entries = [...platform.messages.ledgerAfter(0, (message) => messageIdOf(platform.shape.seed, message))];
  return lines(entries, call);
}

/** `GET /practice/tokens`: every token there is, stopped, expired and gone ones too, as NDJSON or with `format=json`. */
export function tokens(platform: Platform, call: ControlCall): Outcome {
  return lines([...platform.tokens.all()].map(tokenView), call);
}

/** `GET /practice/people/{scoped id}`: a person with their tokens. */
export function person(platform: Platform, call: ControlCall): Outcome {
  const row = platform.people.find(call.parts['id'] ?? '');
  return row === null ? refuse('noSuchPerson') : answer(personView(platform, row));
}

/** A person with their tokens, as the control calls show them. */
export function personView(platform: Platform, row: PersonRow): Record<string, unknown> {
  return {
    recipient: row.scopedId,
    name: row.name,
    blocked: row.blocked === 1,
    lastInboundAt: toIso(row.lastInboundAt),
    tokens: platform.tokens.ofPerson(row.id).map(tokenView),
  };
}

/** A token as the control calls show it; times as ISO 8601, `null` = never. */
export function tokenView(row: TokenRow): Record<string, unknown> {
  return {
    token: row.token,
    recipient: row.scopedId,
    topic: row.topic,
    zone: row.zone,
    frequency: row.frequency,
    state: row.state,
    blocked: row.blocked === 1,
    createdAt: toIso(row.createdAt),
    expiresAt: toIso(row.expiresAt),
    lastAcceptedAt: toIso(row.lastAcceptedAt),
  };
}

function lines(rows: readonly unknown[], call: ControlCall): Outcome {
  if (call.params['format'] === 'json') return answer(rows);
  const body = rows.map((row) => `${JSON.stringify(row)}\n`).join('');
  return { kind: 'text', body, type: 'application/x-ndjson; charset=UTF-8' };
}
