import type { EngineParts } from '#engine/engine-parts.ts';
import type { Account, AccountStopReason } from '#shared/domain/account.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { EpochMs } from '#shared/time/instant.ts';

/** What the cheapest read says about an account's platform. `platformDate` `null` = no `Date` header came. */
export type ProbeResult = { readonly platformDate: EpochMs | null } & (
  | { readonly kind: 'answered' }
  | { readonly kind: 'refused'; readonly stop: AccountStopReason; readonly detail: string }
  | { readonly kind: 'throttled'; readonly detail: string }
  | { readonly kind: 'noAnswer'; readonly detail: string }
);

/** Reads the Page: the GET behind breaker, clock check and start (DESIGN 6.6). Changes nothing on the platform. */
export async function probe({ graph }: EngineParts, account: Account): Promise<ProbeResult> {
  const answer = await graph.readPage(account);
  const { platformDate, text } = answer.facts;
  const detail = text ?? 'no text';
  switch (answer.kind) {
    case 'ok':
    case 'gone':
      return { kind: 'answered', platformDate };
    case 'refused':
      return { kind: 'refused', stop: answer.stop, platformDate, detail };
    case 'throttled':
      return { kind: 'throttled', platformDate, detail };
    case 'noAnswer':
      return { kind: 'noAnswer', platformDate, detail };
    default:
      return assertNever(answer, 'read answer');
  }
}
