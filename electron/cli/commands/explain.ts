import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
import { ruleText } from '#cli/present/rule-text.ts';
import { createTimeTeller } from '#cli/times.ts';

interface Explained {
  readonly verdict: 'will' | 'wont' | 'did' | 'unknown';
  readonly reason: string | null;
  readonly sentence: string;
  readonly rule: { readonly id: string; readonly source: string };
  readonly dueAt: string | null;
  readonly earliestAt: string | null;
}

const VERDICT = {
  will: 'This person gets the message.',
  wont: 'This person does not get the message.',
  did: 'This message was accepted by Meta.',
  unknown: 'Nobody can say for sure.',
} as const;

/** What the time of a message is called; one that does not go out has only the time it would have had. */
const TIME = { will: 'Its time', wont: 'Its time would be', did: 'Its time', unknown: 'Its time' } as const;

/** `explain` (DESIGN 10). */
export const explain: CommandAction = async (invocation) => {
  const input = { campaign: argument(invocation, 0), token: argument(invocation, 1) };
  const explained = await callForDocument<Explained>(invocation, { name: 'campaign.explain', input, store: 'inPlace' });
  await printDocument(invocation, explained, ({ verdict, reason, sentence, rule, dueAt, earliestAt }) => {
    const teller = createTimeTeller(invocation);
    const source = ruleText(rule.source);
    const hasTime = dueAt !== null && reason !== 'sameRecipient';
    return [
      verdict === 'did' && reason === null ? VERDICT.did : `${VERDICT[verdict]} ${sentence}`,
      ...(hasTime ? [`${TIME[verdict]}: ${teller.here(dueAt)}.`] : []),
      ...(earliestAt === null ? [] : [`Possible from: ${teller.here(earliestAt)}.`]),
      ...(source === null ? [] : [source]),
    ].join('\n');
  });
};
