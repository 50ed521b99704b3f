import { z } from 'zod';
import type { TokenLine, TokenPageAnswer } from '#engine/store/operations/tokens-page.ts';
import type { TokenRecord } from '#engine/store/operations/tokens-show.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type NotificationToken, type TokenId, toPublicId } from '#shared/domain/ids.ts';
import { TOKEN_STATUSES } from '#shared/domain/notification-token.ts';
import { toIso } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { documentUseCase, rowsUseCase } from './use-case.ts';

/** Rows fetched at once (Sundial's choice). */
const PAGE_ROWS = 1_000;

/** One permission to message in a list (issue 2, Shapes). Instants are ISO 8601 UTC. */
export interface TokenRow {
  readonly token: string;
  readonly account: string;
  readonly recipient: string;
  readonly name: string | null;
  readonly topic: string | null;
  readonly zone: string | null;
  readonly status: TokenLine['status'];
  readonly userTokenStatus: string | null;
  readonly nextEligibleAt: string | null;
  readonly nextEligibleSource: string | null;
  readonly expiresAt: string | null;
  readonly lastAcceptedAt: string | null;
}

/** Permissions to message, in the order they came in. */
export const listTokens = rowsUseCase({
  input: z.strictObject({
    account: z.string().nullable(),
    topic: z.string().nullable(),
    status: z.enum(TOKEN_STATUSES, `must be one of ${TOKEN_STATUSES.join(', ')}`).nullable(),
    zone: z.string().nullable(),
    /** Beginning of a name, a Meta id or a token. */
    search: z.string().nullable(),
    /** Most rows; `null` = all. */
    limit: z.int().min(1).nullable(),
  }),
  rows: async function* (input, { parts }) {
    const { account, limit, ...wanted } = input;
    const accountId = account === null ? null : (await findAccount(parts, account)).id;
    const now = parts.ports.clock.now();
    let after: TokenId | null = null;
    let left = limit ?? Number.POSITIVE_INFINITY;
    do {
      const page: TokenPageAnswer = await parts.store.read(
        'token.page',
        { filter: { ...wanted, accountId }, after, limit: Math.min(PAGE_ROWS, left), now },
        { lane: 'bulk' },
      );
      for (const line of page.rows) yield toRow(line);
      left -= page.rows.length;
      after = page.next;
    } while (after !== null && left > 0);
  },
});

/** One permission with all that is known of it: consent, messages, times. */
export const showToken = documentUseCase({
  input: z.strictObject({ token: z.string().trim().min(1), account: z.string().nullable() }),
  run: async (input, { parts }) => {
    const accountId = input.account === null ? null : (await findAccount(parts, input.account)).id;
    const token = input.token as NotificationToken; // a text that names a token, if there is one
    const found = await parts.store.read('token.show', { token, accountId, now: parts.ports.clock.now() });
    const [first, second] = found;
    if (first === undefined) {
      throw new DomainError('notFound', `There is no permission to message "${input.token}" here.`, 'token');
    }
    if (second !== undefined) {
      throw new DomainError(
        'invalidInput',
        `Several accounts know "${input.token}"; say which with --account.`,
        'account',
      );
    }
    return toRecord(first);
  },
});

/** What `tokens show` answers. */
export type TokenDocument = ReturnType<typeof toRecord>;

function toRow(line: TokenLine): TokenRow {
  return {
    token: line.token,
    account: toPublicId('account', line.accountId),
    recipient: line.recipient,
    name: line.name,
    topic: line.topic,
    zone: line.zone,
    status: line.status,
    userTokenStatus: line.userTokenStatus,
    nextEligibleAt: toIso(line.nextEligibleAt),
    nextEligibleSource: line.nextEligibleSource,
    expiresAt: toIso(line.expiresAt),
    lastAcceptedAt: toIso(line.lastAcceptedAt),
  };
}

function toRecord(record: TokenRecord) {
  return {
    ...toRow(record),
    payload: record.payload,
    createdAt: toIso(record.createdAt),
    optedInAt: toIso(record.optedInAt),
    frequency: record.frequency,
    reoptin: record.reoptin,
    stoppedAt: toIso(record.stoppedAt),
    invalidAt: toIso(record.invalidAt),
    suppressedAt: toIso(record.suppressedAt),
    nextEligibleReadAt: toIso(record.nextEligibleReadAt),
    import: record.importId === null ? null : toPublicId('import', record.importId),
    consent: record.consent.map(({ importId, at, recordedAt, ...rest }) => ({
      ...rest,
      at: toIso(at),
      recordedAt: toIso(recordedAt),
      import: importId === null ? null : toPublicId('import', importId),
    })),
    messages: record.deliveries.map(({ id, campaignId, dueAt, finalizedAt, ...rest }) => ({
      ...rest,
      id: toPublicId('delivery', id),
      campaign: campaignId === null ? null : toPublicId('campaign', campaignId),
      dueAt: toIso(dueAt),
      finishedAt: toIso(finalizedAt),
    })),
  };
}
