import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { absolutePath, argument, textOption } from '#cli/invocation-options.ts';
import { onlyAccount } from '#cli/only-account.ts';
import { printDocument } from '#cli/output.ts';
import { readCardFile } from '#cli/read-card-file.ts';
import type { CardLook, CardWarning } from '#shared/contract/opt-in-card.ts';
import { assertNever } from '#shared/lang/assert-never.ts';

/** `optin preview FILE`: the very bytes a card would send, what is wrong with it and what is worth a look (DESIGN 10). */
export const optinPreview: CommandAction = async (invocation) => {
  const file = readCardFile(absolutePath(invocation, argument(invocation, 0)));
  const account = textOption(invocation, 'account') ?? file.account ?? (await onlyAccount(invocation));
  const look = await callForDocument<CardLook>(invocation, {
    name: 'ask.look',
    input: { account, id: null, card: file.card, followUps: file.followUps },
    store: 'inPlace',
  });
  await printDocument(invocation, look, ({ messageJson, problems, followUpProblems, warnings, titles }) =>
    [
      messageJson,
      '',
      `Titles that count for the week: ${titles.join('; ')}`,
      ...problems.map(({ sentence }) => `Meta would refuse it: ${sentence}`),
      ...followUpProblems.flatMap((faults, index) =>
        faults.map(({ sentence }) => `Follow-up ${index + 1} would be refused: ${sentence}`),
      ),
      ...warnings.map((warning) => `Worth a look: ${warningText(warning)}`),
      ...(problems.length === 0 ? ['Nothing is known against it.'] : []),
    ].join('\n'),
  );
};

function warningText(warning: CardWarning): string {
  switch (warning.kind) {
    case 'defaultTitle':
      return 'it carries the default title, which does not say what people will get.';
    case 'noImage':
      return "it has no picture; some Pages are then answered with an error of Meta's own.";
    case 'frequency':
      return 'it names a frequency, which Meta has withdrawn; some accounts refuse it.';
    case 'alikeInCard':
      return `"${warning.one}" and "${warning.other}" look the same to people.`;
    case 'alikeCard':
      return `the card ${warning.card} (${warning.name}) has a title that looks the same: "${warning.title}".`;
    default:
      return assertNever(warning, 'card warning');
  }
}
