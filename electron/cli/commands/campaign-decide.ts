import { callForDocument, callUseCase } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { argument, flag } from '#cli/invocation-options.ts';
import { printDocument, printRow } from '#cli/output.ts';
import { layTable } from '#cli/table.ts';
import { createTimeTeller } from '#cli/times.ts';
import { UsageError } from '#cli/usage-error.ts';
import type { ExportedMessage } from '#engine/use-cases/export-campaign.ts';

/**
 * `campaign decide`: without a token the messages of which nobody can tell whether they arrived, with one a person's word on it. A
 * command beside DESIGN 10's table, because `run --until-idle` counts what needs a person.
 */
export const campaignDecide: CommandAction = async (invocation) => {
  const campaign = argument(invocation, 0);
  const [, token] = invocation.args;
  if (token === undefined) return listUndecided(invocation, campaign);
  const isSent = flag(invocation, 'sent');
  if (isSent === flag(invocation, 'drop')) {
    throw new UsageError('Say what happened: --sent when it arrived, --drop to let it be.', '--sent');
  }
  const input = { campaign, token, verdict: isSent ? 'sent' : 'drop' };
  const decided = await callForDocument<{ readonly state: string }>(invocation, {
    name: 'campaign.decide',
    input,
    store: 'inPlace',
  });
  await printDocument(invocation, decided, () =>
    isSent ? 'Noted: it arrived.' : 'Noted: it is let be. Nothing is sent again.',
  );
};

async function listUndecided(invocation: Invocation, campaign: string): Promise<void> {
  const undecided: ExportedMessage[] = [];
  await callUseCase(
    invocation,
    { name: 'campaign.export', input: { campaign, withTokens: true }, store: 'inPlace' },
    {
      onProgress: () => undefined,
      onRow: async (row) => {
        const message = row as ExportedMessage; // the row of this use case
        if (message.state !== 'uncertain') return;
        undecided.push(message);
        if (invocation.json) await printRow(invocation, message);
      },
    },
  );
  if (invocation.json) return;
  const teller = createTimeTeller(invocation);
  const table = layTable(undecided, [
    { head: 'Person', text: ({ name, recipient }) => name ?? `…${recipient.slice(-6)}` },
    { head: 'Left on', text: ({ dueAt }) => teller.here(dueAt) },
    { head: 'Token', text: ({ token }) => token },
  ]);
  const what = `Look into the conversation, then say: campaign decide ${campaign} TOKEN --sent, or --drop`;
  await invocation.io.write(undecided.length === 0 ? 'Nothing is undecided.\n' : `${table}\n${what}\n`);
}
