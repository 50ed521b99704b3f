import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { textOption } from '#cli/invocation-options.ts';
import { onlyAccount } from '#cli/only-account.ts';
import { printDocument } from '#cli/output.ts';
import { layTable } from '#cli/table.ts';
import { createTimeTeller } from '#cli/times.ts';
import type { AskablePage } from '#shared/contract/ask-answers.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';

/** Most people listed; the screens page through all of them. */
const SHOWN = 200;

/** `optin status`: who can be asked now, soonest to close first, and why the others cannot (DESIGN 10). */
export const optinStatus: CommandAction = async (invocation) => {
  const account = textOption(invocation, 'account') ?? (await onlyAccount(invocation));
  const page = await callForDocument<AskablePage>(invocation, {
    name: 'ask.people',
    input: { account, card: textOption(invocation, 'card'), after: null, limit: SHOWN },
    store: 'inPlace',
  });
  await printDocument(invocation, page, ({ rows, after, isOncePerWindow, barredUntil }) => {
    const teller = createTimeTeller(invocation);
    const iso = (at: number): string => new Date(at).toISOString();
    const table = layTable(rows, [
      { head: 'Person', text: ({ name, shortId }) => name ?? shortId },
      { head: 'Until', text: ({ windowEnds }) => teller.here(iso(windowEnds.at)) },
      { head: '', text: ({ answer }) => (answer.kind === 'ok' ? 'may be asked' : REASON_WORDS[answer.reason]) },
    ]);
    return [
      rows.length === 0 ? 'Nobody has written in the last 24 hours, as far as this computer knows.' : table,
      ...(after === null ? [] : [`These are the ${SHOWN} who close soonest.`]),
      ...(barredUntil === null ? [] : [`Meta lets nobody be asked until ${teller.here(iso(barredUntil.at))}.`]),
      isOncePerWindow ? 'Each person is asked once for each time they write.' : 'The guard "once per window" is off.',
    ].join('\n');
  });
};
