import { z } from 'zod';
import { type Account, PLATFORMS } from '#shared/domain/account.ts';
import { DomainError } from '#shared/domain/errors.ts';
import { type AccessToken, type AccountId, toPublicId } from '#shared/domain/ids.ts';
import { refuse } from '#shared/domain/refusals/refuse.ts';
import { toIso } from '#shared/time/instant.ts';
import { findAccount } from './find-account.ts';
import { isConnectedHere } from './page-key.ts';
import { documentUseCase, rowsUseCase, type UseCaseContext } from './use-case.ts';

/** Graph API version accounts start with (META-API 3, read 2026-11-20). */
export const API_VERSION = 'v25.0';
/** Where the real platform answers (META-API 3). */
export const API_BASE = 'https://graph.facebook.com';
/** Pace of real accounts, and of practice ones (DESIGN 6.7). */
export const PACE = { real: 50, practice: 300 } as const;
/** Rule packs accounts start with (DESIGN 4). */
export const RULE_PACK = { real: '2025-rolling-48h', practice: 'seed' } as const;

/** What every real account starts with, connected now or later. */
export const REAL_ACCOUNT = {
  apiBase: API_BASE,
  apiVersion: API_VERSION,
  rulePack: RULE_PACK.real,
  pacePerSecond: PACE.real,
} as const;

const secret = z
  .string()
  .trim()
  .min(1, 'the Page key must not be empty')
  .max(4_096, 'the Page key is longer than any Page key');

const practiceInput = z.strictObject({
  kind: z.literal('practice'),
  /** `null` = the practice platform the host starts itself. */
  apiBase: z.url({ message: 'must be an address such as http://127.0.0.1:4310' }).nullable(),
  name: z.string().trim().min(1).max(200).nullable(),
  zone: z.string().nullable(),
  pacePerSecond: z.int().min(1).max(300).nullable(),
});

const realInput = z.strictObject({
  kind: z.literal('real'),
  platform: z.enum(PLATFORMS, 'must be messenger or instagram'),
  pageId: z.string().regex(/^\d{1,30}$/, 'must be the digits of a Page id'),
  igId: z
    .string()
    .regex(/^\d{1,30}$/, 'must be the digits of an Instagram account id')
    .nullable(),
  name: z.string().trim().min(1).max(200),
  zone: z.string(),
  apiBase: z.url({ message: 'must be an https address' }).nullable(),
  pacePerSecond: z.int().min(1, 'must be 1 to 300').max(300, 'must be 1 to 300').nullable(),
  accessToken: secret,
  /** Whether the key may stand in a file (DESIGN 2, Secrets). */
  storeSecretInFile: z.boolean(),
});

type NewAccountInput = z.infer<typeof practiceInput> | z.infer<typeof realInput>;

/** Connects an account. */
export const addAccount = documentUseCase({
  input: z.discriminatedUnion('kind', [practiceInput, realInput]),
  audit: (input: NewAccountInput, output: { readonly id: string }) => ({
    subject: output.id,
    detail: { kind: input.kind },
  }),
  run: async (input, context) => (input.kind === 'practice' ? addPractice(input, context) : addReal(input, context)),
});

/** Adds an account on a practice platform. */
export async function addPractice(
  input: z.infer<typeof practiceInput>,
  context: UseCaseContext,
): Promise<{ readonly id: string }> {
  const known = await context.services.practiceAccount(input.apiBase);
  const id = await context.parts.store.write('account.insert', {
    platform: known.igId === null ? 'messenger' : 'instagram',
    isPractice: true,
    pageId: known.pageId,
    igId: known.igId,
    name: input.name ?? known.name ?? 'Practice shop',
    pageZone: zoneName(input.zone ?? known.zone ?? 'Europe/Rome', context),
    apiBase: input.apiBase,
    apiVersion: API_VERSION,
    rulePack: RULE_PACK.practice,
    pacePerSecond: input.pacePerSecond ?? PACE.practice,
    createdAt: context.parts.ports.clock.now(),
  });
  context.services.changed();
  return { id: toPublicId('account', id) };
}

async function addReal(input: z.infer<typeof realInput>, context: UseCaseContext): Promise<{ readonly id: string }> {
  const { store, ports } = context.parts;
  if ((input.platform === 'instagram') !== (input.igId !== null)) {
    throw new DomainError(
      'invalidInput',
      'An Instagram account needs its id, a Page has none: --ig-id goes with --platform instagram.',
      'ig id',
    );
  }
  const id = await store.write('account.insert', {
    platform: input.platform,
    isPractice: false,
    pageId: input.pageId,
    igId: input.igId,
    name: input.name,
    pageZone: zoneName(input.zone, context),
    apiBase: input.apiBase ?? API_BASE,
    apiVersion: API_VERSION,
    rulePack: RULE_PACK.real,
    pacePerSecond: input.pacePerSecond ?? PACE.real,
    createdAt: ports.clock.now(),
  });
  await keepSecret(id, input, context);
  context.services.changed();
  return { id: toPublicId('account', id) };
}

/** Hands an access token to the host's vault; into a file only with the person's word. */
export async function keepSecret(
  id: AccountId,
  input: { readonly accessToken: string; readonly storeSecretInFile: boolean },
  context: UseCaseContext,
): Promise<void> {
  if (input.storeSecretInFile) await context.services.allowSecretsInFile();
  await context.parts.ports.vault.put(id, input.accessToken as AccessToken); // checked by the schema
}

/**
 * The zone's name as the table spells it.
 *
 * @throws {DomainError} `invalidInput` for a text that names none.
 */
export function zoneName(text: string, context: UseCaseContext): string {
  const identity = context.parts.zones.identify(text);
  if (identity.kind === 'known') return identity.zone;
  throw refuse('zoneUnknown', { zone: text }, { where: 'zone' });
}

/** A new access token for an account; a stop that was waiting for it ends. */
export const reconnectAccount = documentUseCase({
  input: z.strictObject({ account: z.string(), accessToken: secret, storeSecretInFile: z.boolean() }),
  audit: (input) => ({ subject: input.account, detail: null }),
  run: async (input, context) => {
    const account = await findAccount(context.parts, input.account);
    await keepSecret(account.id, input, context);
    await context.parts.store.write('account.activate', { id: account.id, seen: null });
    context.services.changed();
    return { id: toPublicId('account', account.id) };
  },
});

/** All accounts, oldest first. */
export const listAccounts = rowsUseCase({
  input: z.strictObject({}),
  rows: async function* (_input, { parts }) {
    for (const account of await parts.store.read('account.list', null)) {
      yield toRow(account, await isConnectedHere(account, parts.ports.vault));
    }
  },
});

/** An account as programs see it; no secret is part of it. */
export interface AccountRow {
  readonly id: string;
  readonly platform: string;
  readonly practice: boolean;
  readonly pageId: string;
  readonly igId: string | null;
  readonly name: string;
  readonly zone: string;
  readonly apiBase: string | null;
  readonly rulePack: string;
  readonly pacePerSecond: number;
  /** Whether this host holds its Page key; without it the account has to be reconnected here before it sends. */
  readonly connectedHere: boolean;
  readonly state: string;
  readonly stopReason: string | null;
  readonly stopDetail: string | null;
  readonly stoppedUntil: string | null;
}

function toRow(account: Account, connectedHere: boolean): AccountRow {
  return {
    id: toPublicId('account', account.id),
    platform: account.platform,
    practice: account.isPractice,
    pageId: account.pageId,
    igId: account.igId,
    name: account.name,
    zone: account.pageZone,
    apiBase: account.apiBase,
    rulePack: account.rulePack,
    pacePerSecond: account.pacePerSecond,
    connectedHere,
    state: account.state,
    stopReason: account.stopReason,
    stopDetail: account.stopDetail,
    stoppedUntil: toIso(account.stoppedUntil),
  };
}
