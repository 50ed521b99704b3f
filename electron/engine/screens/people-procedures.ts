import type { CsvPart } from '#engine/use-cases/people-export.ts';
import type { WorkProgress } from '#shared/contract/base.ts';
import type { PeopleOrder, Who } from '#shared/contract/people-filter.ts';
import { answer, follow, type ScreenContext, screens } from './implement-contract.ts';

type ExportEvent =
  | { kind: 'progress'; progress: WorkProgress }
  | { kind: 'part'; text: string }
  | { kind: 'done'; result: { rows: number } };

/** The CSV file of people, part by part: a million never stand in memory here. */
async function* exportPeople({
  context,
  input,
  signal,
}: {
  readonly context: ScreenContext;
  readonly input: { readonly who: Who; readonly sort: PeopleOrder };
  readonly signal?: AbortSignal | undefined;
}): AsyncGenerator<ExportEvent, void, undefined> {
  const asked = { signal: signal ?? new AbortController().signal, onProgress: () => undefined };
  const answered = await context.engine.run('people.export', input, asked);
  if (answered.kind !== 'rows') throw new TypeError('An export answers with rows.');
  let rows = 0;
  for await (const row of answered.rows) {
    const { text, done, total } = row as CsvPart; // the rows of this use case
    rows = total;
    yield { kind: 'part', text };
    yield { kind: 'progress', progress: { what: 'people', done, total } };
  }
  yield { kind: 'done', result: { rows } };
}

/** What People and the zone doctor ask. */
export const peopleProcedures = {
  page: screens.people.page.handler(answer('people.page')),
  count: screens.people.count.handler(answer('people.count')),
  choices: screens.people.choices.handler(answer('people.choices')),
  read: screens.people.read.handler(answer('people.read')),
  consentRecord: screens.people.consentRecord.handler(answer('people.consentRecord')),
  whyNot: screens.people.whyNot.handler(answer('people.whyNot')),
  suppress: screens.people.suppress.handler(follow('people.suppress')),
  allow: screens.people.allow.handler(follow('people.allow')),
  setZone: screens.people.setZone.handler(follow('people.setZone')),
  undo: screens.people.undo.handler(follow('people.undo')),
  export: screens.people.export.handler(exportPeople),
  erase: screens.people.erase.handler(answer('people.erase')),
  zoneTroubles: screens.people.zoneTroubles.handler(answer('people.zoneTroubles')),
};
