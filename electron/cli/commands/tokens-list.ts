import type { CommandAction } from '#cli/command.ts';
import { choiceOption, numberOption, textOption } from '#cli/invocation-options.ts';
import { listRows } from '#cli/list-rows.ts';
import { createTimeTeller } from '#cli/times.ts';
import { PERMISSION_WORDS } from '#cli/words.ts';
import type { TokenRow } from '#engine/use-cases/tokens.ts';
import { TOKEN_STATUSES } from '#shared/domain/notification-token.ts';

/** `tokens list` (DESIGN 10). */
export const tokensList: CommandAction = async (invocation) => {
  const input = {
    account: textOption(invocation, 'account'),
    topic: textOption(invocation, 'topic'),
    status: choiceOption(invocation, 'status', TOKEN_STATUSES),
    zone: textOption(invocation, 'zone'),
    search: textOption(invocation, 'search'),
    limit: numberOption(invocation, 'limit', { from: 1, to: 1_000_000_000 }),
  };
  const teller = invocation.json ? null : createTimeTeller(invocation);
  await listRows<TokenRow>(
    invocation,
    { name: 'token.list', input, store: 'inPlace' },
    {
      none: 'Nobody fits. A list comes in with: tokens sync, or tokens import FILE',
      columns: [
        { head: 'Person', text: ({ name, recipient }) => name ?? `…${recipient.slice(-6)}` },
        { head: 'Topic', text: ({ topic }) => topic ?? '' },
        { head: 'Time zone', text: ({ zone }) => zone ?? 'not known' },
        { head: 'May be messaged', text: ({ status }) => PERMISSION_WORDS[status] },
        {
          head: 'Can get the next one from',
          text: ({ nextEligibleAt }) => (nextEligibleAt === null ? '' : (teller?.from(nextEligibleAt, 'now') ?? '')),
        },
      ],
    },
  );
};
