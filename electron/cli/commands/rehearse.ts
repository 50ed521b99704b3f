import { callForDocument } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { argument, textOption } from '#cli/invocation-options.ts';
import { counted, createProgressLine, grouped, printDocument } from '#cli/output.ts';
import { createTimeTeller } from '#cli/times.ts';
import type { RehearsalReport } from '#engine/rehearsal/rehearsal-report.ts';

/** `rehearse` (DESIGN 10). */
export const rehearse: CommandAction = async (invocation) => {
  const hours = textOption(invocation, 'asleep');
  const input = {
    campaign: argument(invocation, 0),
    asleep: hours === null ? null : { hours, zone: invocation.io.machineZone() ?? 'Etc/UTC' },
    rulePack: textOption(invocation, 'rulePack'),
  };
  const progress = createProgressLine(invocation);
  const report = await callForDocument<RehearsalReport>(
    invocation,
    { name: 'campaign.rehearse', input, store: 'threads' },
    progress.show,
  );
  progress.clear();
  await printDocument(invocation, report, (played) => reportText(invocation, played));
};

function reportText(invocation: Invocation, report: RehearsalReport): string {
  const teller = createTimeTeller(invocation);
  const { planned, sent, missed, skipped, failed, violations } = report;
  return [
    `Played from ${teller.here(report.virtualFrom)} to ${teller.here(report.virtualTo)}; nothing was sent.`,
    `Of ${grouped(planned)} messages ${grouped(sent)} were accepted, ${grouped(missed)} came too late, ${grouped(failed)} were refused, ${grouped(skipped)} were not planned.`,
    violations.length === 0
      ? "No rule of Meta's was broken."
      : `${counted(violations.length, 'rule was', 'rules were')} broken; see them with --json.`,
  ].join('\n');
}
