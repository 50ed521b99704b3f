import type { CommandAction } from '#cli/command.ts';
import { listRows } from '#cli/list-rows.ts';
import type { AccountRow } from '#engine/use-cases/accounts.ts';

/** `account list` (DESIGN 10). */
export const accountList: CommandAction = (invocation) =>
  listRows<AccountRow>(
    invocation,
    { name: 'account.list', input: {}, store: 'inPlace' },
    {
      none: 'No account is connected yet. Try: account add --practice',
      columns: [
        { head: 'Account', text: ({ id }) => id },
        { head: 'Name', text: ({ name }) => name },
        {
          head: 'On',
          text: ({ platform, practice }) =>
            practice ? 'practice' : platform === 'instagram' ? 'Instagram' : 'Facebook',
        },
        { head: 'Time zone', text: ({ zone }) => zone },
        { head: 'Most a second', text: ({ pacePerSecond }) => String(pacePerSecond), align: 'right' },
        { head: 'Sending', text: sendingText },
      ],
    },
  );

const STOPPED: Readonly<Record<string, string>> = {
  throttled: 'the platform asked to slow down',
  breaker: 'the platform did not answer',
  unauthorized: 'the Page key is no longer valid',
  blocked: 'the platform does not let it send',
  permission: 'a permission is missing',
  clockSkew: "this computer's clock is wrong",
  stopRate: 'too many people said stop',
  person: 'you stopped it',
  platformGone: 'the platform ended this interface',
};

function sendingText({ state, stopReason, stopDetail, connectedHere }: AccountRow): string {
  if (!connectedHere) return 'no: reconnect needed here';
  if (state === 'active') return 'yes';
  const why = STOPPED[stopReason ?? ''] ?? stopDetail ?? '';
  return state === 'paused' ? `pausing: ${why}` : `stopped: ${why}`;
}
