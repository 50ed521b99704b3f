import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument } from '#cli/invocation-options.ts';
import { printDocument } from '#cli/output.ts';
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

/** `explain` (DESIGN 10). */
export const explain: CommandAction = async (invocation) => {
  const input = { campaign: argument(invocation, 0), token: argument(invocation, 1) };
  const explained = await callForDocument<Explained>(invocation, { name: 'campaign.explain', input, store: 'inPlace' });
  await printDocument(invocation, explained, ({ verdict, sentence, rule, dueAt, earliestAt }) => {
    const teller = createTimeTeller(invocation);
    return [
      `${VERDICT[verdict]} ${sentence}`,
      ...(dueAt === null ? [] : [`Its time: ${teller.here(dueAt)}.`]),
      ...(earliestAt === null ? [] : [`Possible from: ${teller.here(earliestAt)}.`]),
      `Where this is written: ${rule.source}.`,
    ].join('\n');
  });
};
