import { csvLine } from '#shared/lang/csv-text.ts';
import { answer, follow, type ScreenContext, screens } from './implement-contract.ts';

/** Rows of a file handed over at once: some 100 KB of text. */
const ROWS_PER_PIECE = 500;

/** All messages of a campaign as the pieces of a CSV file. */
async function* exportCampaign({
  context,
  input,
  signal,
}: {
  readonly context: ScreenContext;
  readonly input: { readonly campaign: string };
  readonly signal?: AbortSignal | undefined;
}): AsyncGenerator<{ text: string }, void, undefined> {
  const asked = { signal: signal ?? new AbortController().signal, onProgress: () => undefined };
  const answered = await context.engine.run('campaign.export', { ...input, withTokens: false }, asked);
  if (answered.kind !== 'rows') throw new TypeError('An export answers with rows.');
  let lines: string[] = [];
  let isFirst = true;
  for await (const row of answered.rows) {
    const fields = row as Readonly<Record<string, unknown>>; // rows of a use case are plain objects
    if (isFirst) lines.push(csvLine(Object.keys(fields)));
    isFirst = false;
    lines.push(csvLine(Object.values(fields)));
    if (lines.length < ROWS_PER_PIECE) continue;
    yield { text: lines.join('') };
    lines = [];
  }
  yield { text: lines.join('') };
}

/** What Plan and Review ask. */
export const planProcedures = {
  read: screens.plan.read.handler(follow('campaign.overview')),
  people: screens.plan.people.handler(answer('campaign.planPeople')),
  launch: screens.plan.launch.handler(follow('campaign.launchReviewed')),
};

/** What a test message asks. */
export const testingProcedures = {
  people: screens.testing.people.handler(answer('campaign.testers')),
  may: screens.testing.may.handler(answer('campaign.mayTest')),
  allow: screens.testing.allow.handler(answer('campaign.allowTest')),
  send: screens.testing.send.handler(answer('campaign.test')),
};

/** What Progress asks. */
export const progressProcedures = {
  read: screens.progress.read.handler(answer('campaign.progress')),
  undecided: screens.progress.undecided.handler(answer('campaign.undecided')),
  decide: screens.progress.decide.handler(answer('campaign.decideOne')),
  pause: screens.progress.pause.handler(answer('campaign.pause')),
  resume: screens.progress.resume.handler(answer('campaign.resume')),
  cancel: screens.progress.cancel.handler(answer('campaign.cancel')),
};

/** What results ask. */
export const resultsProcedures = {
  people: screens.results.people.handler(answer('campaign.outcomes')),
  tally: screens.results.tally.handler(follow('campaign.tally')),
  export: screens.results.export.handler(exportCampaign),
};

/** What Rehearsal asks. */
export const rehearsalProcedures = { play: screens.rehearsal.play.handler(follow('campaign.rehearseHere')) };
