import { z } from 'zod';
import type { EngineParts } from '#engine/engine-parts.ts';
import { DOMAIN_ERROR_CODES, type DomainErrorCode } from '#shared/domain/errors.ts';
import { type AccountId, toPublicId } from '#shared/domain/ids.ts';
import { type DriftFinding, standingDrift } from '#shared/domain/polling.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What the last reading of an account's list brought, by hand or by itself. */
export interface PollRecord {
  readonly at: EpochMs;
  readonly result:
    | {
        readonly kind: 'done';
        readonly new: number;
        readonly changed: number;
        /** Permissions the platform does not know any more. */
        readonly gone: number;
        /** Cards of ours that were answered. */
        readonly answered: number;
      }
    /** `code` of the error, e.g. `platformUnreachable`. */
    | { readonly kind: 'failed'; readonly code: DomainErrorCode };
  readonly drift: DriftFinding | null;
}

const instant = z.int().transform((value) => value as EpochMs); // written from one
const count = z.int().min(0);
const schema = z.object({
  at: instant,
  result: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('done'), new: count, changed: count, gone: count, answered: count }),
    z.object({ kind: z.literal('failed'), code: z.enum(DOMAIN_ERROR_CODES) }),
  ]),
  drift: z.object({ seenAt: instant, tokens: count, platformAt: instant, expectedAt: instant.nullable() }).nullable(),
});

/** Where the record of an account stands among the settings. */
function keyOf(account: AccountId): string {
  return `polling.last.${toPublicId('account', account)}`;
}

/** The last reading of an account's list; `null` = there was none, or another version noted it. */
export async function readPollRecord(
  { store }: Pick<EngineParts, 'store'>,
  account: AccountId,
): Promise<PollRecord | null> {
  const text = await store.read('setting.read', { key: keyOf(account) });
  if (text === null) return null;
  try {
    const read = schema.safeParse(JSON.parse(text));
    return read.success ? read.data : null;
  } catch {
    return null; // not written by this version
  }
}

/** Notes how a reading ended, and what stands of the platform's own changes. */
export async function notePoll(
  parts: Pick<EngineParts, 'store' | 'ports'>,
  account: AccountId,
  ended: {
    readonly result: PollRecord['result'];
    readonly moved: { readonly tokens: number; readonly platformAt: number | null; readonly expectedAt: number | null };
  },
): Promise<PollRecord> {
  const at = parts.ports.clock.now();
  const last = await readPollRecord(parts, account);
  const record: PollRecord = { at, result: ended.result, drift: standingDrift(last?.drift ?? null, ended.moved, at) };
  await parts.store.write('setting.write', { key: keyOf(account), value: JSON.stringify(record) });
  return record;
}
