import { callForDocument } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { confirm } from '#cli/confirm.ts';
import { absolutePath, argument, flag, listOption, textOption } from '#cli/invocation-options.ts';
import { onlyAccount } from '#cli/only-account.ts';
import { printDocument } from '#cli/output.ts';
import { readCardFile } from '#cli/read-card-file.ts';
import { UsageError } from '#cli/usage-error.ts';
import type { PlannedCards } from '#shared/contract/ask-answers.ts';
import type { SavedCard } from '#shared/contract/opt-in-card.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';

/** `optin send CARD`: plans a card, saved or from a file, for people named or for everybody who can be asked now (DESIGN 10). */
export const optinSend: CommandAction = async (invocation) => {
  const people = listOption(invocation, 'person');
  const isAll = flag(invocation, 'all');
  if (isAll === people.length > 0) throw new UsageError('Say whom to ask: --person ID, or --all.', '--person');
  const card = await cardOf(invocation, argument(invocation, 0));
  if (isAll) await confirm(invocation, 'Everybody whose 24 hours run and who may be asked gets this card.');
  const planned = await callForDocument<PlannedCards>(invocation, {
    name: 'ask.send',
    input: { card, people: isAll ? null : people },
    store: 'inPlace',
  });
  await printDocument(invocation, planned, (done) =>
    [
      `${done.planned} cards are planned with card ${card}; they leave with: run`,
      ...[...Map.groupBy(done.not, ({ reason }) => reason)].map(
        ([reason, group]) => `${group.length} are not asked: ${REASON_WORDS[reason]}.`,
      ),
    ].join('\n'),
  );
};

/** The id of a saved card; a file is saved as one first. */
async function cardOf(invocation: Invocation, named: string): Promise<string> {
  if (/^o\d+$/u.test(named)) return named;
  const file = readCardFile(absolutePath(invocation, named));
  const account = textOption(invocation, 'account') ?? file.account ?? (await onlyAccount(invocation));
  const { name, card, followUps } = file;
  const saved = await callForDocument<SavedCard>(invocation, {
    name: 'ask.save',
    input: { id: null, account, name, card, followUps, version: null },
    store: 'inPlace',
  });
  return saved.id;
}
