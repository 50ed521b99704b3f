import type { ListedToken } from '#engine/graph/graph-api.ts';
import type { Account, AccountStopReason } from '#shared/domain/account.ts';
import { assertNever } from '#shared/lang/assert-never.ts';
import type { LaneContext } from './lane-context.ts';
import type { PaceGate } from './pace-gate.ts';

/** Most tokens of a page (META-API 3.1). */
const PAGE_SIZE = 100;

/** How a walk over the token list ended. */
export type WalkResult =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly stop: AccountStopReason; readonly detail: string }
  /** No answer, throttled or asked to stop; pages read so far were handed over. */
  | { readonly kind: 'broken' };

/**
 * Walks the token list of an account page by page, by the `after` cursor only (RELIABILITY 0.10), within the account's pace.
 *
 * @param onPage returns whether to go on.
 */
export async function walkTokenList(
  { parts }: LaneContext,
  walk: { readonly account: Account; readonly gate: PaceGate; readonly signal: AbortSignal },
  onPage: (tokens: readonly ListedToken[]) => Promise<boolean>,
): Promise<WalkResult> {
  let after: string | null = null;
  for (;;) {
    await walk.gate.pass(walk.signal);
    if (walk.signal.aborted) return { kind: 'broken' };
    const answer = await parts.graph.listTokens(walk.account, after, PAGE_SIZE);
    walk.gate.noteUsage(answer.facts.usagePercent);
    switch (answer.kind) {
      case 'ok':
        break;
      case 'refused':
        return { kind: 'refused', stop: answer.stop, detail: answer.facts.text ?? 'the token list was refused' };
      case 'gone':
      case 'throttled':
      case 'noAnswer':
        return { kind: 'broken' };
      default:
        return assertNever(answer, 'read answer');
    }
    if (!(await onPage(answer.value.tokens)) || answer.value.after === null) return { kind: 'done' };
    after = answer.value.after;
  }
}
