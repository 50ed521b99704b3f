import type { KeptCode, Undone } from '#engine/store/operations/imports-undo.ts';
import type { ImportUndone } from '#shared/contract/imports.ts';
import { answer, follow, screens, type WorkEvent } from './implement-contract.ts';
import { pour } from './pour.ts';

const { imports } = screens;

/** The contract's imports, implemented. */
export const importsProcedures = {
  start: imports.start.handler(answer('import.start')),
  one: imports.one.handler(answer('import.one')),
  peek: imports.peek.handler(answer('import.peek')),
  workOut: imports.workOut.handler(follow('import.prepare')),
  prepared: imports.prepared.handler(answer('import.prepared')),
  apply: imports.apply.handler((asked) => told(follow('import.apply')(asked), importOnly)),
  drop: imports.drop.handler(answer('import.drop')),
  rejects: imports.rejects.handler(pour<{ readonly csv: string }>('import.rejects')),
  undo: imports.undo.handler((asked) => told(follow('token.undo')(asked), countKept)),
  sync: imports.sync.handler((asked) => told(follow('token.sync')(asked), importOnly)),
  addPractice: imports.addPractice.handler(answer('account.addPractice')),
  addUnconnected: imports.addUnconnected.handler(answer('account.addUnconnected')),
};

/** The same work, its result told in fewer words. */
async function* told<Result, Shown>(
  events: AsyncGenerator<WorkEvent<Result>, void, undefined>,
  show: (result: Result) => Shown,
): AsyncGenerator<WorkEvent<Shown>, void, undefined> {
  for await (const event of events) {
    yield event.kind === 'progress' ? event : { kind: 'done', result: show(event.result) };
  }
}

function importOnly({ import: id }: { readonly import: string | null }): { readonly import: string } {
  if (id === null) throw new TypeError('What was applied has no id.');
  return { import: id };
}

/** The kept permissions by their number: their handles stay in the engine. */
function countKept({ restored, removed, kept }: Undone): ImportUndone {
  const keptFor = (wanted: KeptCode): number => kept.filter(({ code }) => code === wanted).length;
  return {
    restored,
    removed,
    keptForMessage: keptFor('holdsDelivery'),
    keptForChange: keptFor('changedSince'),
    keptForStop: keptFor('hasStopped'),
  };
}
