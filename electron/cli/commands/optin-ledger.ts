import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { textOption } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { layTable } from '#cli/table.ts';
import { createTimeTeller } from '#cli/times.ts';
import type { LedgerPage, RequestRow } from '#shared/contract/ask-answers.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';

/** Most requests listed at once. */
const SHOWN = 200;

/** `optin ledger`: every card that was sent or planned, newest first: the only record there is (DESIGN 3, 10). */
export const optinLedger: CommandAction = async (invocation) => {
  const input = {
    account: textOption(invocation, 'account'),
    person: textOption(invocation, 'person'),
    after: null,
    limit: SHOWN,
  };
  const page = await callForDocument<LedgerPage>(invocation, { name: 'ask.ledger', input, store: 'inPlace' });
  await printDocument(invocation, page, ({ rows, after }) => {
    if (rows.length === 0) return 'Nobody was asked yet.';
    const teller = createTimeTeller(invocation);
    const table = layTable(rows, [
      { head: 'Person', text: ({ name, shortId }) => name ?? shortId },
      { head: 'Titles', text: ({ titles }) => titles.join('; ') },
      { head: 'Asked', text: ({ asked }) => (asked === null ? '' : teller.here(new Date(asked.at).toISOString())) },
      { head: '', text: stateText },
    ]);
    return after === null ? table : `${table}\nThese are the newest ${SHOWN}.`;
  });
};

function stateText({ state, reason, answered }: RequestRow): string {
  if (answered !== null) return 'said yes';
  return reason === null ? (state === 'sent' ? 'accepted by Meta' : state) : REASON_WORDS[reason];
}
