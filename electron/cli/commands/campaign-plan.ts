import { callForDocument, callUseCase } from '#cli/caller.ts';
import type { CommandAction, Invocation } from '#cli/command.ts';
import { argument, instantOption, textOption } from '#cli/invocation-options.ts';
import { counted, createProgressLine, grouped, printRow } from '#cli/output.ts';
import { audienceLines } from '#cli/present/audience-text.ts';
import { layTable } from '#cli/table.ts';
import { createTimeTeller, type TimeTeller } from '#cli/times.ts';
import type { PlanFigures, PlanLine } from '#engine/use-cases/plan-campaign.ts';
import type { Reason } from '#shared/domain/reason.ts';
import { REASON_WORDS } from '#shared/rules/reason-words.ts';

/** Examples shown to people, and spans of hours; programs get all (Sundial's choice). */
const SHOWN = 12;

/** `campaign plan` (DESIGN 10): every person for programs, figures and the first messages for people. Writes nothing. */
export const campaignPlan: CommandAction = async (invocation) => {
  instantOption(invocation, 'now');
  const input = { campaign: argument(invocation, 0), now: textOption(invocation, 'now') };
  const progress = createProgressLine(invocation);
  if (invocation.json) {
    const onRow = (row: unknown): Promise<void> => printRow(invocation, row);
    await callUseCase(
      invocation,
      { name: 'campaign.plan', input, store: 'threads' },
      { onProgress: progress.show, onRow },
    );
    return;
  }
  const call = { name: 'campaign.planSummary', input: { ...input, examples: SHOWN }, store: 'threads' } as const;
  const figures = await callForDocument<PlanFigures>(invocation, call, progress.show);
  progress.clear();
  await invocation.io.write(`${planText(invocation, input.campaign, figures)}\n`);
};

function planText(invocation: Invocation, campaign: string, figures: PlanFigures): string {
  const teller = createTimeTeller(invocation);
  const { scheduled, skipped, notInAudience, zones, moved, gap, overlap, fallback, audience } = figures;
  const notes = [
    noted(
      figures.onLaterDay ?? 0,
      `on a later day than ${figures.date}, as the chosen time was past there or outside the hours for messages`,
    ),
    noted(moved, 'moved to when the person can get the next one'),
    noted(gap + overlap, 'on a night when clocks change'),
    noted(fallback, 'at the time of the zone chosen for people whose own is unknown'),
    noted(notInAudience, 'who chose other topics, not counted'),
  ];
  return [
    `${counted(scheduled, 'person gets', 'people get')} the message, in ${counted(zones, 'time zone', 'time zones')}; ${grouped(skipped)} do not.`,
    ...audienceLines(audience, scheduled + skipped),
    ...notes.filter((note) => note !== null),
    ...reasonLines(figures.byReason),
    ...awakeLines(figures, teller),
    ...exampleLines(figures.examples, teller),
    scheduled === 0
      ? 'Nothing is stored or sent, and it cannot be launched while nobody would get it.'
      : `Nothing is stored or sent yet. To let it go out: campaign launch ${campaign}`,
  ].join('\n');
}

function noted(count: number, what: string): string | null {
  return count === 0 ? null : `  ${grouped(count)} ${what}`;
}

function reasonLines(byReason: Readonly<Record<string, number>>): readonly string[] {
  const entries = Object.entries(byReason).toSorted(([, a], [, b]) => b - a);
  return entries.map(([reason, count]) => `  ${grouped(count)} not: ${REASON_WORDS[reason as Reason] ?? reason}`); // written by the planner
}

function awakeLines({ firstLeaveAt, lastLeaveAt, awake }: PlanFigures, teller: TimeTeller): readonly string[] {
  if (firstLeaveAt === null || lastLeaveAt === null) return [];
  const spans = awake.slice(0, SHOWN).map(({ from, to }) => `  from ${teller.here(from)} to ${teller.here(to)}`);
  const more = awake.length > SHOWN ? [`  … and ${grouped(awake.length - SHOWN)} more spans.`] : [];
  return [
    `The first leaves on ${teller.here(firstLeaveAt)}, the last on ${teller.here(lastLeaveAt)}.`,
    'This computer must be awake:',
    ...spans,
    ...more,
  ];
}

function exampleLines(examples: readonly PlanLine[], teller: TimeTeller): readonly string[] {
  if (examples.length === 0) return [];
  const table = layTable(
    examples,
    [
      { head: '', text: ({ name, recipient }) => `  ${name ?? `…${recipient.slice(-6)}`}` },
      {
        head: '',
        maxWidth: 72,
        text: ({ dueAt, zone }) => (dueAt === null || zone === null ? '' : teller.there(dueAt, zone)),
      },
    ],
    'rowsOnly',
  );
  return ['For example:', table];
}
