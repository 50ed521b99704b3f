import type { EngineParts } from '#engine/engine-parts.ts';
import type { AcceptedTest } from '#engine/store/operations/testing.ts';
import type { TokenLine } from '#engine/store/operations/tokens-page.ts';
import type { Account } from '#shared/domain/account.ts';

/** What the platform made of the wish for another message to a tester. */
export interface DayBack {
  readonly isDayGivenBack: boolean;
  /** Its own words, redacted; `null` = none. */
  readonly text: string | null;
}

/**
 * The platform's testing call after a test that was accepted (seeds/004, Test dei messaggi di marketing); without its yes the ledger
 * stays as it is, which is the careful side.
 */
export async function giveDayBack(
  { account, tester, test }: { readonly account: Account; readonly tester: TokenLine; readonly test: AcceptedTest },
  { graph, store }: EngineParts,
): Promise<DayBack> {
  const answer = await graph.enableFollowUp(account, tester.token);
  if (answer.kind !== 'ok') return { isDayGivenBack: false, text: answer.facts.text };
  if (!answer.value.success) return { isDayGivenBack: false, text: null };
  const { isGivenBack } = await store.write(
    'testing.giveBack',
    { tokenId: tester.id, ...test },
    { priority: 'urgent' },
  );
  return { isDayGivenBack: isGivenBack, text: null };
}
