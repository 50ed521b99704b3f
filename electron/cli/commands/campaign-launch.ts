import { callForDocument } from '#cli/caller.ts';
import type { CommandAction } from '#cli/command.ts';
import { argument } from '#cli/invocation-options.ts';
import { counted, createProgressLine, grouped, printDocument } from '#cli/output.ts';
import { audienceLines } from '#cli/present/audience-text.ts';
import { createTimeTeller } from '#cli/times.ts';
import type { Audience } from '#engine/use-cases/audience.ts';

interface Launched {
  readonly state: string;
  readonly audience: Audience;
  readonly scheduled: number;
  readonly skipped: number;
  readonly firstLeaveAt: string | null;
  readonly lastLeaveAt: string | null;
}

/** `campaign launch` (DESIGN 10). `--yes` also accepts messages lost to the pace (DESIGN 6.7). */
export const campaignLaunch: CommandAction = async (invocation) => {
  const progress = createProgressLine(invocation);
  const input = { campaign: argument(invocation, 0), acceptPaceLoss: invocation.yes };
  const document = await callForDocument<Launched>(
    invocation,
    { name: 'campaign.launch', input, store: 'threads' },
    progress.show,
  );
  progress.clear();
  await printDocument(invocation, document, ({ audience, scheduled, skipped, firstLeaveAt, lastLeaveAt }) => {
    const teller = createTimeTeller(invocation);
    const counts = `Launched: ${counted(scheduled, 'message waits for its time', 'messages wait for their time')}, ${grouped(skipped)} do not go out.`;
    if (firstLeaveAt === null) return `${counts} Nothing is left to do.`;
    const times = `The first leaves on ${teller.here(firstLeaveAt)}, the last on ${teller.here(lastLeaveAt)}.`;
    return [counts, ...audienceLines(audience, scheduled + skipped), times, 'Messages leave while "run" runs.'].join(
      '\n',
    );
  });
};
